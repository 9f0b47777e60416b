package imprint.workers.storage;

/** The bytes of a stream that were read last. */
final class LastBytes {

    /** The most that are kept. */
    static final int CAPACITY = 256 << 10;

    private final byte[] ring = new byte[CAPACITY];
    private long count;

    void add(byte[] from, int offset, int length) {
        int passed = Math.max(0, length - CAPACITY);
        count += passed;
        copy(from, offset + passed, length - passed);
    }

    /** How many have been added in all. */
    long count() {
        return count;
    }

    /** Those that are kept, in their order. */
    byte[] kept() {
        int length = (int) Math.min(count, CAPACITY);
        byte[] kept = new byte[length];
        int oldest = length < CAPACITY ? 0 : (int) (count % CAPACITY);
        System.arraycopy(ring, oldest, kept, 0, length - oldest);
        System.arraycopy(ring, 0, kept, length - oldest, oldest);
        return kept;
    }

    private void copy(byte[] from, int offset, int length) {
        int at = (int) (count % CAPACITY);
        int first = Math.min(length, CAPACITY - at);
        System.arraycopy(from, offset, ring, at, first);
        System.arraycopy(from, offset + first, ring, 0, length - first);
        count += length;
    }
}
