package imprint.workers.spool;

import java.util.concurrent.locks.ReentrantLock;

/** The bytes that the disks of a spool may take together. Serves any number of threads. */
final class Room {

    private final long max;
    private final Eviction eviction;
    /** One at a time: what one has evicted may be room enough for the next. */
    private final ReentrantLock evicting = new ReentrantLock();

    private long used;

    Room(long max, Eviction eviction) {
        this.max = max;
        this.eviction = eviction;
    }

    /** @throws SpoolFull when there is no room, nor anything to evict for it */
    void take(long bytes) throws SpoolFull {
        if (tryTake(bytes)) {
            return;
        }
        evicting.lock();
        try {
            while (!tryTake(bytes)) {
                if (!eviction.evictOne()) {
                    throw new SpoolFull("The spool has no room for %s more bytes.".formatted(bytes));
                }
            }
        } finally {
            evicting.unlock();
        }
    }

    /** What is there after a start is there, also when the setting has become smaller. */
    synchronized void takeExisting(long bytes) {
        used += bytes;
    }

    synchronized void give(long bytes) {
        used -= bytes;
    }

    private synchronized boolean tryTake(long bytes) {
        if (used + bytes > max) {
            return false;
        }
        used += bytes;
        return true;
    }

    @FunctionalInterface
    interface Eviction {
        /** Drops what may be dropped soonest, and gives back its room; false when there is nothing. */
        boolean evictOne();
    }
}
