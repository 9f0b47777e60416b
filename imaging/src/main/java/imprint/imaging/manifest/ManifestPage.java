package imprint.imaging.manifest;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.chunk.Zeros;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Up to 8192 entries of a manifest, those of 32 GiB of disk.
 *
 * <p>Encoded: per chunk 32 bytes, the SHA-256 digest of its content, or 32 zero bytes for a chunk of zeros.
 */
public final class ManifestPage {

    /** The entries of every page but the last. */
    public static final int ENTRIES = 8192;

    /** The longest encoded page: 256 KiB. */
    public static final int MAX_BYTES = ENTRIES * Digest.BYTES;

    private final DiskLayout layout;
    private final long firstChunk;
    private final ByteBuffer entries;

    private ManifestPage(DiskLayout layout, long firstChunk, byte[] entries) {
        this.layout = layout;
        this.firstChunk = firstChunk;
        this.entries = ByteBuffer.wrap(entries);
    }

    /**
     * Reads a page, which is trusted as far as its root is.
     *
     * @throws ManifestCorrupt when these bytes are not that page of the manifest
     * @throws IndexOutOfBoundsException when the manifest has no such page
     */
    public static ManifestPage decode(ManifestRoot root, long page, byte[] encoded) throws ManifestCorrupt {
        int index = (int) Objects.checkIndex(page, root.pageCount());
        if (encoded.length != length(root.layout(), page)
                || !Digest.ofContent(encoded).equals(root.pages().get(index))) {
            throw new ManifestCorrupt("Page %s is not the one that the manifest's root names".formatted(page));
        }
        return new ManifestPage(root.layout(), page * ENTRIES, encoded.clone());
    }

    public long firstChunk() {
        return firstChunk;
    }

    /** How many chunks the page describes, from {@link #firstChunk()} on. */
    public int count() {
        return entries.capacity() / Digest.BYTES;
    }

    /**
     * Whether the chunk holds nothing but zeros.
     *
     * @throws IndexOutOfBoundsException when the chunk stands on another page
     */
    public boolean isZero(long chunk) {
        return Zeros.isZero(entry(chunk));
    }

    /**
     * The digest of the chunk's content, be it zero or not.
     *
     * @throws IndexOutOfBoundsException when the chunk stands on another page
     */
    public Digest digest(long chunk) {
        return isZero(chunk) ? Zeros.digest(layout.length(chunk)) : Digest.take(entry(chunk));
    }

    public byte[] encode() {
        return entries.array().clone();
    }

    /** The bytes of an encoded page. */
    static int length(DiskLayout layout, long page) {
        return (int) Math.min(ENTRIES, layout.chunks() - page * ENTRIES) * Digest.BYTES;
    }

    private ByteBuffer entry(long chunk) {
        int index = (int) Objects.checkIndex(chunk - firstChunk, (long) count());
        return entries.slice(index * Digest.BYTES, Digest.BYTES);
    }
}
