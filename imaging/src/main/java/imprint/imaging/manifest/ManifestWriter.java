package imprint.imaging.manifest;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.chunk.Zeros;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a manifest in the order of the chunks, holding one page at a time.
 *
 * <p>The file is {@code page* | digests of the pages | header}, the last two as {@link ManifestRoot} describes them.
 * What is known last stands last: the size of a disk that comes as a compressed stream is known only at its end.
 */
public final class ManifestWriter implements Closeable {

    private static final byte[] ZERO_MARK = new byte[Digest.BYTES];

    private final OutputStream out;
    private final ByteBuffer page = ByteBuffer.allocate(ManifestPage.MAX_BYTES);
    private final List<Digest> pages = new ArrayList<>();
    private DiskLayout layout = DiskLayout.EMPTY;

    /** @param out closed with this writer */
    public ManifestWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Appends the next chunk. One whose content is zero is marked as such, so that equal disks have equal manifests.
     *
     * @param digest of the chunk's content
     * @param length of the chunk in bytes; only the last may be shorter than the others
     */
    public void append(Digest digest, int length) throws IOException {
        layout = layout.plus(length);
        if (digest.equals(Zeros.digest(length))) {
            page.put(ZERO_MARK);
        } else {
            digest.putInto(page);
        }
        if (!page.hasRemaining()) {
            writePage();
        }
    }

    /** Appends the next chunk, which holds nothing but zeros. */
    public void appendZeros(int length) throws IOException {
        append(Zeros.digest(length), length);
    }

    /** Writes what is left; without it the file is no manifest. */
    public ManifestRoot finish() throws IOException {
        if (page.position() > 0) {
            writePage();
        }
        ManifestRoot root = new ManifestRoot(layout, pages);
        for (Digest digest : pages) {
            out.write(digest.bytes());
        }
        out.write(root.encodeHeader());
        out.flush();
        return root;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void writePage() throws IOException {
        pages.add(Digest.ofContent(page.flip()));
        out.write(page.array(), 0, page.limit());
        page.clear();
    }
}
