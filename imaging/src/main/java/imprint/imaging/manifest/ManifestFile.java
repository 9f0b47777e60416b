package imprint.imaging.manifest;

import imprint.imaging.chunk.Digest;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A manifest on disk as {@link ManifestWriter} writes it, read page by page; the page last read is kept. Cheap to open:
 * each transfer has its own, because interrupting a thread that reads closes the file.
 */
public final class ManifestFile implements Closeable {

    private final FileChannel file;
    private final ManifestRoot root;
    private volatile @Nullable ManifestPage lastRead;

    private ManifestFile(FileChannel file, ManifestRoot root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Opens a file and reads its root; the pages are checked as they are read.
     *
     * @throws ManifestCorrupt when the file is no whole manifest
     */
    public static ManifestFile open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new ManifestFile(file, readRoot(file));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    public ManifestRoot root() {
        return root;
    }

    /**
     * Reads a page and checks it against the root.
     *
     * @throws ManifestCorrupt when it is not the page that the root names
     * @throws IndexOutOfBoundsException when the manifest has no such page
     */
    public ManifestPage page(long page) throws IOException {
        Objects.checkIndex(page, root.pageCount());
        ManifestPage kept = lastRead;
        if (kept != null && kept.firstChunk() == page * ManifestPage.ENTRIES) {
            return kept;
        }
        byte[] encoded = read(file, page * ManifestPage.MAX_BYTES, ManifestPage.length(root.layout(), page));
        ManifestPage read = ManifestPage.decode(root, page, encoded);
        lastRead = read;
        return read;
    }

    /** The page on which {@code chunk} stands. */
    public ManifestPage pageOf(long chunk) throws IOException {
        return page(ManifestRoot.pageOf(chunk));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static ManifestRoot readRoot(FileChannel file) throws IOException {
        long headerAt = file.size() - ManifestRoot.HEADER_BYTES;
        if (headerAt < 0) {
            throw new ManifestCorrupt("The file is too short for a manifest");
        }
        byte[] header = read(file, headerAt, ManifestRoot.HEADER_BYTES);
        var layout = ManifestRoot.decodeHeader(ByteBuffer.wrap(header));
        long digestsAt = layout.chunks() * Digest.BYTES;
        int digestBytes = (int) ManifestRoot.pagesOf(layout) * Digest.BYTES;
        if (digestsAt + digestBytes != headerAt) {
            throw new ManifestCorrupt("The file has another length than its manifest");
        }
        return ManifestRoot.decode(ByteBuffer.allocate(header.length + digestBytes)
                .put(header)
                .put(read(file, digestsAt, digestBytes))
                .array());
    }

    private static byte[] read(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining()) {
            if (file.read(into, offset + into.position()) < 0) {
                throw new EOFException("The manifest was cut short while it was read");
            }
        }
        return into.array();
    }
}
