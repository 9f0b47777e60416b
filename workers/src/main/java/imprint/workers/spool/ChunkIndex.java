package imprint.workers.spool;

import imprint.imaging.chunk.DiskLayout;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which chunks have arrived, and the number of the journal's entry for each: 4 bytes a chunk, 8 MB for a disk of 8 TB.
 * Serves any number of threads.
 */
final class ChunkIndex {

    private static final int MISSING = 0;
    private static final int ZERO = -1;

    private final AtomicIntegerArray entries;
    private final AtomicLong missing;

    ChunkIndex(DiskLayout layout) {
        entries = new AtomicIntegerArray((int) layout.chunks());
        missing = new AtomicLong(layout.chunks());
    }

    /** The first entry for a chunk stays. */
    void put(long chunk, int entry) {
        set(chunk, entry + 1);
    }

    void putZeros(long first, long count) {
        for (long chunk = first; chunk < first + count; chunk++) {
            set(chunk, ZERO);
        }
    }

    boolean has(long chunk) {
        return entries.get((int) chunk) != MISSING;
    }

    boolean isZero(long chunk) {
        return entries.get((int) chunk) == ZERO;
    }

    /** The number of the entry for a chunk that has arrived and is not zero. */
    int entry(long chunk) {
        int entry = entries.get((int) chunk) - 1;
        if (entry < 0) {
            throw new IllegalStateException("There is no frame of chunk " + chunk);
        }
        return entry;
    }

    long missing() {
        return missing.get();
    }

    /** Bit {@code n % 8}, counted from the lowest, of byte {@code n / 8} is set when chunk n has arrived. */
    byte[] bitmap() {
        byte[] bitmap = new byte[Math.ceilDiv(entries.length(), 8)];
        for (int chunk = 0; chunk < entries.length(); chunk++) {
            if (has(chunk)) {
                bitmap[chunk >> 3] |= (byte) (1 << (chunk & 7));
            }
        }
        return bitmap;
    }

    private void set(long chunk, int value) {
        if (entries.compareAndSet((int) chunk, MISSING, value)) {
            missing.decrementAndGet();
        }
    }
}
