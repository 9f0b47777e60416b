package imprint.workers.site;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.FutureTask;

/** Uploads in the background, at most one for an operation, each on a virtual thread. */
final class Uploads implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Map<UUID, Upload> uploads = new ConcurrentHashMap<>();

    /** Begins, unless an upload is under way, done or failed. */
    void follow(UUID operationId, Callable<Long> upload) {
        uploads.computeIfAbsent(operationId, _ -> Upload.start(upload));
    }

    /** Joins the upload that is under way or done, and begins one if there is none or it has failed. */
    long run(UUID operationId, Callable<Long> upload) throws IOException {
        Upload joined = uploads.compute(
                operationId, (_, known) -> known == null || known.hasFailed() ? Upload.start(upload) : known);
        try {
            return joined.task().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for an upload");
        }
    }

    /** Interrupts the upload, if there is one, waits for its end and forgets it. */
    void stop(UUID operationId) throws IOException {
        Upload upload = uploads.remove(operationId);
        if (upload != null) {
            upload.stop();
        }
    }

    /** Interrupts all uploads; what they have written so far stays where they can go on. */
    @Override
    public void close() throws IOException {
        for (UUID operationId : uploads.keySet()) {
            stop(operationId);
        }
    }

    private record Upload(FutureTask<Long> task, Thread thread) {

        static Upload start(Callable<Long> upload) {
            FutureTask<Long> task = new FutureTask<>(upload);
            return new Upload(task, Thread.ofVirtual().name("upload-", 0).start(task));
        }

        boolean hasFailed() {
            return task.state() == State.FAILED;
        }

        void stop() throws IOException {
            thread.interrupt();
            try {
                if (!thread.join(STOP_LIMIT)) {
                    throw new IOException("An upload does not stop");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while stopping an upload");
            }
        }
    }
}
