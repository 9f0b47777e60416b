package imprint.workers.site;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future.State;
import java.util.concurrent.FutureTask;

/** Uploads in the background, at most one for an operation, each on a virtual thread. */
final class Uploads implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Map<UUID, Upload> uploads = new ConcurrentHashMap<>();
    private final Duration standstill;

    /** @param standstill after which an upload that somebody waits for is given up */
    Uploads(Duration standstill) {
        this.standstill = standstill;
    }

    /** Begins, unless an upload is under way, done or failed. */
    void follow(UUID operationId, Work upload) {
        uploads.computeIfAbsent(operationId, _ -> start(upload));
    }

    /**
     * Joins the upload that is under way or done, and begins one if there is none or it has failed.
     *
     * @param isWanted asked while the upload says nothing of itself; throws to give it up
     */
    long run(UUID operationId, Work upload, Watch.Question isWanted) throws IOException {
        Upload joined =
                uploads.compute(operationId, (_, known) -> known == null || known.hasFailed() ? start(upload) : known);
        try {
            return joined.watch().await(joined.task(), joined.thread(), isWanted);
        } finally {
            if (!joined.task().isDone()) {
                // why: the next attempt must not wait for what hangs.
                uploads.remove(operationId, joined);
            }
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

    private Upload start(Work upload) {
        Watch watch = new Watch(standstill);
        FutureTask<Long> task = new FutureTask<>(() -> upload.run(watch));
        return new Upload(task, Thread.ofVirtual().name("upload-", 0).start(task), watch);
    }

    /** An upload. */
    @FunctionalInterface
    interface Work {
        /** @return the bytes of the file */
        long run(Watch watch) throws IOException;
    }

    private record Upload(FutureTask<Long> task, Thread thread, Watch watch) {

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
