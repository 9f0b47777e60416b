package imprint.imaging.manifest;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a manifest's digest vouches for: the disk's size and the digest of each page. A root is checked against the
 * manifest's digest, and then each page singly against the root.
 *
 * <p>Encoded, big-endian: a header of 24 bytes ({@code "IMPRINT"}, version byte 1, int64 bytes of the disk, int32 bytes
 * of a chunk, int32 entries of a page), then the SHA-256 digest of each page. At most 64 KiB and a header: 8 TB have
 * 233 pages.
 *
 * @param layout of the disk
 * @param pages the digests of the {@linkplain ManifestPage pages}, in order
 */
public record ManifestRoot(DiskLayout layout, List<Digest> pages) {

    static final int HEADER_BYTES = 24;

    /** The longest encoded root. */
    public static final int MAX_BYTES =
            HEADER_BYTES + (int) pagesOf(new DiskLayout(DiskLayout.MAX_BYTES)) * Digest.BYTES;

    private static final long MAGIC_AND_VERSION = 0x49_4D_50_52_49_4E_54_01L; // "IMPRINT", 1

    /** @throws IllegalArgumentException when the disk has another number of pages */
    public ManifestRoot {
        pages = List.copyOf(pages);
        if (pages.size() != pagesOf(layout)) {
            throw new IllegalArgumentException(
                    "The disk has %s pages, not %s".formatted(pagesOf(layout), pages.size()));
        }
    }

    public long pageCount() {
        return pages.size();
    }

    /** The number of the page on which {@code chunk} stands. */
    public static long pageOf(long chunk) {
        return chunk / ManifestPage.ENTRIES;
    }

    /** The manifest's digest: SHA-256 of the encoded root. */
    public Digest digest() {
        return Digest.ofContent(encode());
    }

    /**
     * This root, if it is the one expected.
     *
     * @throws ManifestCorrupt when the manifest has another digest
     */
    public ManifestRoot verified(Digest expected) throws ManifestCorrupt {
        if (!digest().equals(expected)) {
            throw new ManifestCorrupt("The manifest is not the one with the digest " + expected);
        }
        return this;
    }

    public byte[] encode() {
        ByteBuffer root = ByteBuffer.allocate(HEADER_BYTES + pages.size() * Digest.BYTES);
        root.put(encodeHeader());
        pages.forEach(page -> page.putInto(root));
        return root.array();
    }

    /**
     * Reads what {@link #encode()} writes.
     *
     * @throws ManifestCorrupt unless these bytes, all of them, are a root
     */
    public static ManifestRoot decode(byte[] encoded) throws ManifestCorrupt {
        if (encoded.length < HEADER_BYTES) {
            throw new ManifestCorrupt("A manifest's root has a header of %s bytes".formatted(HEADER_BYTES));
        }
        ByteBuffer root = ByteBuffer.wrap(encoded);
        DiskLayout layout = decodeHeader(root);
        if (root.remaining() != pagesOf(layout) * Digest.BYTES) {
            throw new ManifestCorrupt("The root of a manifest of %s pages has not %s bytes of digests"
                    .formatted(pagesOf(layout), root.remaining()));
        }
        List<Digest> pages = new ArrayList<>();
        while (root.hasRemaining()) {
            pages.add(Digest.take(root));
        }
        return new ManifestRoot(layout, pages);
    }

    /**
     * Reads a root to the end of {@code in}, and never more than {@link #MAX_BYTES} and one.
     *
     * @throws ManifestCorrupt unless the stream holds a root and nothing else
     */
    public static ManifestRoot decode(InputStream in) throws IOException {
        return decode(in.readNBytes(MAX_BYTES + 1));
    }

    byte[] encodeHeader() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putLong(MAGIC_AND_VERSION)
                .putLong(layout.bytes())
                .putInt(DiskLayout.CHUNK_BYTES)
                .putInt(ManifestPage.ENTRIES)
                .array();
    }

    static DiskLayout decodeHeader(ByteBuffer header) throws ManifestCorrupt {
        if (header.getLong() != MAGIC_AND_VERSION) {
            throw new ManifestCorrupt("Not a manifest of version 1");
        }
        long bytes = header.getLong();
        if (bytes < 0 || bytes > DiskLayout.MAX_BYTES) {
            throw new ManifestCorrupt("A manifest of an impossible disk of %s bytes".formatted(bytes));
        }
        if (header.getInt() != DiskLayout.CHUNK_BYTES || header.getInt() != ManifestPage.ENTRIES) {
            throw new ManifestCorrupt("A manifest with other sizes of chunk or page");
        }
        return new DiskLayout(bytes);
    }

    static long pagesOf(DiskLayout layout) {
        return Math.ceilDiv(layout.chunks(), ManifestPage.ENTRIES);
    }
}
