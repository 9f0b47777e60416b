package imprint.workers.site;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sees whether a transfer moves on, and gives it up where it does not: the thread is left to itself then, because a mount
 * that hangs lets none go. Should it come back, it is told to end.
 */
final class Watch {

    private final Duration limit;
    private volatile long moved = System.nanoTime();
    private volatile boolean givenUp;

    /** @param limit how long nothing may move */
    Watch(Duration limit) {
        this.limit = limit;
    }

    /** Hears of each piece that has moved. */
    StepProgress over(StepProgress progress) {
        return new StepProgress() {
            @Override
            public void moves() throws IOException {
                Watch.this.moves();
            }

            @Override
            public void at(long bytesDone, long bytesTotal, long bytesMoved) throws IOException {
                Watch.this.moves();
                progress.at(bytesDone, bytesTotal, bytesMoved);
            }
        };
    }

    /** @throws InterruptedIOException when it was given up before */
    void moves() throws InterruptedIOException {
        if (givenUp) {
            throw new InterruptedIOException("The transfer was given up, because nothing moved");
        }
        moved = System.nanoTime();
    }

    /** @throws IOException when nothing has moved for too long; the transfer is given up then */
    void requireMoving() throws IOException {
        if (System.nanoTime() - moved >= limit.toNanos()) {
            givenUp = true;
            throw new IOException("Not a byte has moved for %d s: the storage location, or its mount, hangs."
                    .formatted(limit.toSeconds()));
        }
    }

    /** Runs a transfer on a thread of its own. */
    <T> T run(Callable<T> transfer) throws IOException {
        FutureTask<T> task = new FutureTask<>(transfer);
        return await(task, Thread.ofVirtual().name("transfer-", 0).start(task));
    }

    /** Waits for a transfer on another thread, which is interrupted when it is given up. */
    <T> T await(FutureTask<T> transfer, Thread thread) throws IOException {
        try {
            while (true) {
                try {
                    return transfer.get(Math.min(limit.toMillis(), 1000), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    requireMoving();
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for a transfer");
        } finally {
            if (!transfer.isDone()) {
                thread.interrupt();
            }
        }
    }
}
