package imprint.workers.site;

import imprint.workers.image.DigestKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A fetch that several operations wait for; it is stopped when the last of them was cancelled. */
final class SharedFetch implements StepProgress {

    private final DigestKind checked;
    private final Watch watch;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final Set<UUID> waiting = new HashSet<>();
    private volatile TransferProgress progress = new TransferProgress(0, 0, 0);
    private volatile boolean abandoned;

    /** @param checked the digest that the file is compared by, if it is read */
    SharedFetch(DigestKind checked, Watch watch) {
        this.checked = checked;
        this.watch = watch;
    }

    /** Runs the fetch, on the thread of the caller. */
    void run(Fetch fetch) {
        try {
            done.complete(fetch.run(this));
        } catch (Throwable e) {
            // why all: whoever waits would wait for ever after an Error, such as no memory outside the heap.
            done.completeExceptionally(e);
        }
    }

    /** False when the fetch is being stopped. */
    synchronized boolean join(UUID operationId) {
        waiting.add(operationId);
        return !abandoned;
    }

    /**
     * Waits until the fetch is done, and reports its progress as that of the operation.
     *
     * @return the digest that the file was compared by; empty when nothing had to be read
     */
    Optional<DigestKind> await(UUID operationId, ProgressReport report) throws IOException {
        try {
            while (!isDoneWithin(ProgressReport.INTERVAL.toMillis())) {
                TransferProgress now = progress;
                report.at(now.bytesDone(), now.bytesTotal(), now.bytesMoved());
                requireMoving();
            }
            return done.join() ? Optional.of(checked) : Optional.empty();
        } finally {
            leave(operationId);
        }
    }

    @Override
    public void pieceMoved() throws IOException {
        watch.pieceMoved();
        requireWanted();
    }

    @Override
    public void at(long bytesDone, long bytesTotal, long bytesMoved) throws IOException {
        watch.at(bytesDone + bytesMoved);
        progress = new TransferProgress(bytesDone, bytesTotal, bytesMoved);
        requireWanted();
    }

    private void requireWanted() throws InterruptedIOException {
        if (abandoned) {
            throw new InterruptedIOException("Nobody waits for the image any more");
        }
    }

    private void requireMoving() throws IOException {
        try {
            watch.requireMoving();
        } catch (IOException e) {
            // why: who comes from now on begins a new one.
            abandoned = true;
            throw e;
        }
    }

    private synchronized void leave(UUID operationId) {
        waiting.remove(operationId);
        if (waiting.isEmpty()) {
            abandoned = true;
        }
    }

    private boolean isDoneWithin(long millis) throws IOException {
        try {
            done.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for an image");
        }
    }

    @FunctionalInterface
    interface Fetch {
        /** @return whether the file was read */
        boolean run(StepProgress progress) throws IOException;
    }
}
