package imprint.workers.nfs;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much a server may say for an answer that is waited for, and of a file meanwhile: libnfs keeps all of it until its
 * message, or its list of files, is whole, and reads on for as long as bytes are there.
 */
final class HearingLimit implements AutoCloseable {

    static final long BYTES = 64 << 20;

    private static final Duration TICK = Duration.ofMillis(100);

    private final Thread watch = Thread.ofVirtual().name("hearing limit").start(this::watch);
    private long heard;

    /** Null while libnfs does not read. */
    private volatile @Nullable Reading reading;

    /** Bytes that have come from the server. */
    long heard() {
        return heard;
    }

    /** Has libnfs read from the socket, which is shut when too much comes of it. */
    int within(int socket, IntSupplier service) {
        var now = new Reading(socket, TcpSocket.received(socket));
        reading = now;
        try {
            return service.getAsInt();
        } finally {
            stop();
            heard += now.isShut ? BYTES + 1 : Math.max(0, TcpSocket.received(socket) - now.before);
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(TICK);
                var now = reading;
                if (now != null && TcpSocket.received(now.socket) - now.before > BYTES) {
                    shut(now);
                }
            }
        } catch (InterruptedException e) {
            // why: nothing is read any more.
        }
    }

    // why in turn: a socket that libnfs has left may be somebody else's by now.
    private synchronized void shut(Reading now) {
        if (reading == now) {
            now.isShut = true;
            TcpSocket.shut(now.socket);
        }
    }

    private synchronized void stop() {
        reading = null;
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    private static final class Reading {

        private final int socket;
        private final long before;
        private volatile boolean isShut;

        private Reading(int socket, long before) {
            this.socket = socket;
            this.before = before;
        }
    }
}
