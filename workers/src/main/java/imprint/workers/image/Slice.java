package imprint.workers.image;

import imprint.imaging.chunk.DiskLayout;
import java.util.concurrent.atomic.AtomicInteger;

/** A part of a stream, as long as a chunk; the last may be shorter. Shared by all who read it, and used again. */
final class Slice {

    final byte[] bytes;
    private final AtomicInteger readers = new AtomicInteger();
    private int length;

    private Slice(int capacity) {
        bytes = new byte[capacity];
    }

    static Slice ofChunk() {
        return new Slice(DiskLayout.CHUNK_BYTES);
    }

    /** Holds nothing, and stands for something. */
    static Slice mark() {
        return new Slice(0);
    }

    int length() {
        return length;
    }

    void fill(int length, int readers) {
        this.length = length;
        this.readers.set(readers);
    }

    /** Whether this was the last reader. */
    boolean release() {
        return readers.decrementAndGet() == 0;
    }
}
