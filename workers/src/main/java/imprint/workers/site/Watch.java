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
 * Sees whether a transfer moves on and is still wanted, and gives it up where it is not: the thread is left to itself
 * then, because a mount that hangs lets none go. Should it come back, it is told to end.
 */
final class Watch {

    // why not a byte: one that comes drop by drop would hold its place for ever.
    private static final long LEAST_PROGRESS = 64 << 10;
    private static final Duration BEAT = Duration.ofSeconds(1);
    // why longer than a report's interval: a transfer that tells how far it is asks for itself.
    private static final Duration SILENT = ProgressReport.INTERVAL.multipliedBy(2);

    private final Duration limit;
    private long counted;
    private long last;
    private volatile long moved = System.nanoTime();
    private volatile long told = moved;
    private volatile boolean givenUp;

    /** @param limit how long next to nothing may move */
    Watch(Duration limit) {
        this.limit = limit;
    }

    /** Hears of each piece that has moved. */
    StepProgress over(StepProgress progress) {
        return new StepProgress() {
            @Override
            public void pieceMoved() throws IOException {
                Watch.this.pieceMoved();
            }

            @Override
            public void at(long bytesDone, long bytesTotal, long bytesMoved) throws IOException {
                Watch.this.at(bytesDone + bytesMoved);
                progress.at(bytesDone, bytesTotal, bytesMoved);
            }
        };
    }

    /**
     * Hears of a piece that counts in itself, such as a chunk.
     *
     * @throws InterruptedIOException when the transfer was given up before
     */
    void pieceMoved() throws InterruptedIOException {
        if (givenUp) {
            throw new InterruptedIOException("The transfer was given up, because it stood still or was not wanted");
        }
        moved = System.nanoTime();
    }

    /**
     * Hears how far the transfer is. Who says the same again waits for something that has a limit of its own.
     *
     * @throws InterruptedIOException when the transfer was given up before
     */
    synchronized void at(long bytes) throws InterruptedIOException {
        told = System.nanoTime();
        if (bytes == last || bytes - counted >= LEAST_PROGRESS || givenUp) {
            counted = bytes;
            pieceMoved();
        }
        last = bytes;
    }

    /** @throws IOException when next to nothing has moved for too long; the transfer is given up then */
    void requireMoving() throws IOException {
        if (System.nanoTime() - moved >= limit.toNanos()) {
            givenUp = true;
            throw new IOException(
                    "Fewer than %s KiB have moved within %s s: the storage location, or its mount, hangs or is too slow."
                            .formatted(LEAST_PROGRESS >> 10, limit.toSeconds()));
        }
    }

    /**
     * Runs a transfer on a thread of its own.
     *
     * @param isWanted asked about once a second while the transfer says nothing of itself; throws to give it up
     */
    <T> T run(Callable<T> transfer, Question isWanted) throws IOException {
        FutureTask<T> task = new FutureTask<>(transfer);
        return await(task, Thread.ofVirtual().name("transfer-", 0).start(task), isWanted);
    }

    /** Waits for a transfer on another thread, which is interrupted when it is given up. */
    <T> T await(FutureTask<T> transfer, Thread thread, Question isWanted) throws IOException {
        try {
            while (true) {
                try {
                    return transfer.get(Math.min(limit.toMillis(), BEAT.toMillis()), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    requireMoving();
                    if (System.nanoTime() - told >= SILENT.toNanos()) {
                        isWanted.ask();
                    }
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for a transfer");
        } finally {
            if (!transfer.isDone()) {
                givenUp = true;
                thread.interrupt();
            }
        }
    }

    /** Whether to go on. */
    @FunctionalInterface
    interface Question {

        /** For work that is wanted in any case. */
        Question UNASKED = () -> {};

        /** @throws IOException when not */
        void ask() throws IOException;
    }
}
