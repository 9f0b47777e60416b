package imprint.workers.gateway;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves requests whose bodies are whole, so many at a time, on virtual threads: they wait for disks. */
final class Desks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Desks.class);

    private static final long PATIENCE_SECONDS = 5;

    private final CaptureDesk captures;
    private final ImageDesk images;
    private final TransferCheck check;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Desks(CaptureDesk captures, ImageDesk images, TransferCheck check, int places) {
        this.captures = captures;
        this.images = images;
        this.check = check;
        this.places = new Semaphore(places);
    }

    /** Takes no place: there may be none any more when it is needed. */
    void requirePlace() throws Refusal {
        if (places.availablePermits() == 0) {
            throw Refusal.busy();
        }
    }

    /** Calls one of the two, on another thread, when there is a place; it is to be {@linkplain #leave left} in any case. */
    void serve(Visit visit, Consumer<Reply> replied, Consumer<Refusal> refused) {
        threads.execute(() -> {
            try {
                check.require(visit.token());
                enter(visit);
                replied.accept(reply(visit));
            } catch (Refusal e) {
                refused.accept(e);
            } catch (Throwable e) {
                // why all: after an Error, such as no memory outside the heap, the place would never be free again.
                LOG.error("Request {} failed", visit.route(), e);
                refused.accept(Refusal.failed());
            }
        });
    }

    /** Gives the place back, if there is one. */
    void leave(Visit visit) {
        if (visit.gaveUpPlace()) {
            places.release();
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    private void enter(Visit visit) throws Refusal {
        // why: who only asks may ask again, but a body that is here need not be sent once more.
        long patience = visit.body().bytes().isReadable() ? PATIENCE_SECONDS : 0;
        try {
            if (!places.tryAcquire(patience, TimeUnit.SECONDS)) {
                throw Refusal.busy();
            }
            visit.hasPlace();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.busy();
        }
    }

    private Reply reply(Visit visit) throws Refusal, IOException {
        return switch (visit.route()) {
            case Route.OfCapture route ->
                captures.serve(
                        route,
                        visit.token(),
                        visit.headers(),
                        visit.body().bytes().nioBuffer());
            case Route.OfImage route -> images.serve(route, visit.token());
        };
    }
}
