package imprint.workers.gateway;

import imprint.imaging.token.TransferToken;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves admitted requests, so many at a time, on virtual threads: they wait for disks. */
final class Desks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Desks.class);

    private final CaptureDesk captures;
    private final ImageDesk images;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Desks(CaptureDesk captures, ImageDesk images, int places) {
        this.captures = captures;
        this.images = images;
        this.places = new Semaphore(places);
    }

    /** Reserves a place before a request's body is taken in; to be {@linkplain #leave left} in any case. */
    void enter() throws Refusal {
        if (!places.tryAcquire()) {
            throw Refusal.busy();
        }
    }

    void leave() {
        places.release();
    }

    /** Calls one of the two, on another thread. The body is released by the caller. */
    void serve(Admitted request, ByteBuf body, Consumer<Reply> replied, Consumer<Refusal> refused) {
        threads.execute(() -> {
            try {
                replied.accept(serve(request, body));
            } catch (Refusal e) {
                refused.accept(e);
            } catch (Throwable e) {
                // why all: after an Error, such as no memory outside the heap, the place would never be free again.
                LOG.error("Request {} failed", request.route(), e);
                refused.accept(Refusal.failed());
            }
        });
    }

    @Override
    public void close() {
        threads.close();
    }

    private Reply serve(Admitted request, ByteBuf body) throws Refusal, IOException {
        return switch (request.route()) {
            case Route.OfCapture route -> captures.serve(route, request.token(), request.headers(), body.nioBuffer());
            case Route.OfImage route -> images.serve(route, request.token());
        };
    }

    /** A request that may be served once its body is there. */
    record Admitted(Route route, TransferToken token, CaptureDesk.Headers headers) {}
}
