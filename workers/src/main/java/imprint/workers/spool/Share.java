package imprint.workers.spool;

/** What one disk takes of the room of a spool; all of it is given back at once when the disk is closed. */
final class Share {

    private final Room room;
    private long taken;
    private boolean closed;

    Share(Room room) {
        this.room = room;
    }

    /** @throws SpoolFull when there is no room, nor anything to evict for it */
    void take(long bytes) throws SpoolFull {
        room.take(bytes);
        count(bytes);
    }

    /** What is there after a start is there, also when the setting has become smaller. */
    void takeExisting(long bytes) {
        room.takeExisting(bytes);
        count(bytes);
    }

    synchronized void give(long bytes) {
        if (!closed) {
            taken -= bytes;
            room.give(bytes);
        }
    }

    synchronized long taken() {
        return taken;
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            room.give(taken);
            taken = 0;
        }
    }

    private synchronized void count(long bytes) {
        if (closed) {
            room.give(bytes);
        } else {
            taken += bytes;
        }
    }
}
