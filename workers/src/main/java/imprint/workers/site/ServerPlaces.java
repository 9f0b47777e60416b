package imprint.workers.site;

import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many steps at a time work with one server of images: a slow one keeps none from working with the others. */
public final class ServerPlaces {

    private static final int OF_A_SERVER = 4;
    // why any: what takes a moment should not have to come again.
    private static final long PATIENCE_MILLIS = 1_000;

    private final ControlPlane control;
    private final Map<String, Semaphore> servers = new ConcurrentHashMap<>();

    public ServerPlaces(ControlPlane control) {
        this.control = control;
    }

    /** Does the work of an operation; empty, and nothing was done, when its server has no place now. */
    <T> Optional<T> work(UUID operationId, Work<T> work) throws IOException {
        Semaphore places = servers.computeIfAbsent(
                server(control.order(operationId).location().address()), _ -> new Semaphore(OF_A_SERVER, true));
        if (!hasFree(places)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.carryOut());
        } finally {
            places.release();
        }
    }

    private static boolean hasFree(Semaphore places) throws IOException {
        try {
            return places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for a place at a server of images");
        }
    }

    private static String server(StorageAddress address) {
        var server = address.server();
        return server == null ? address.label() : server.host().toLowerCase(Locale.ROOT);
    }

    /** The work of a step. */
    @FunctionalInterface
    interface Work<T> {
        T carryOut() throws IOException;
    }
}
