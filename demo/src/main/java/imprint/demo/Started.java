package imprint.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the demonstration has started, to be ended in the opposite order. */
final class Started implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Started.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    synchronized <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        if (closed) {
            close();
            throw new DemoFailed("The demo was stopped.");
        }
        return part;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** May be called by another thread while there is still more to be started, and again. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("{} does not close", part.getClass().getSimpleName(), e);
        }
    }
}
