package imprint.imaging.chunk;

import java.util.Objects;

/**
 * A disk as a row of chunks of 4 MiB; the last holds what is left over.
 *
 * @param bytes the size of the disk, 0 to {@link #MAX_BYTES}
 */
public record DiskLayout(long bytes) {

    public static final int CHUNK_BYTES = 4 << 20;

    /** 64 TiB: bounds what a hostile file can make a reader allocate (an index of 16 million chunks). */
    public static final long MAX_BYTES = 64L << 40;

    public static final DiskLayout EMPTY = new DiskLayout(0);

    /** @throws IllegalArgumentException when a disk cannot have this size */
    public DiskLayout {
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("A disk has 0 to %s bytes, not %s".formatted(MAX_BYTES, bytes));
        }
    }

    public long chunks() {
        return Math.ceilDiv(bytes, CHUNK_BYTES);
    }

    /** The bytes of {@code chunk}: {@link #CHUNK_BYTES}, or fewer for the last one. */
    public int length(long chunk) {
        return (int) Math.min(CHUNK_BYTES, bytes - offset(chunk));
    }

    /**
     * The byte of the disk at which {@code chunk} begins.
     *
     * @throws IndexOutOfBoundsException when the disk has no such chunk
     */
    public long offset(long chunk) {
        return Objects.checkIndex(chunk, chunks()) * CHUNK_BYTES;
    }

    /**
     * The disk with one more chunk at its end, for those who learn its size only at the end of a stream.
     *
     * @param length 1 to {@link #CHUNK_BYTES}
     * @throws IllegalStateException after a chunk that was shorter than the others
     */
    public DiskLayout plus(int length) {
        if (length < 1 || length > CHUNK_BYTES) {
            throw new IllegalArgumentException("A chunk has 1 to %s bytes, not %s".formatted(CHUNK_BYTES, length));
        }
        if (bytes % CHUNK_BYTES != 0) {
            throw new IllegalStateException("Only the last chunk may be shorter than the others");
        }
        return new DiskLayout(bytes + length);
    }
}
