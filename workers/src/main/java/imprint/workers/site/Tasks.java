package imprint.workers.site;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Work on chunks, several at a time and never more; the first failure stops what follows. */
final class Tasks implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Semaphore places;
    private final int atOnce;

    Tasks(int atOnce) {
        this.atOnce = atOnce;
        this.places = new Semaphore(atOnce);
    }

    /** Waits for a place, and throws what an earlier task has thrown. */
    void submit(Task task) throws IOException {
        places.acquireUninterruptibly();
        rethrow();
        threads.execute(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                // why all: what is missing after an Error would be taken for damage of the file.
                failure.compareAndSet(null, e);
            } finally {
                places.release();
            }
        });
    }

    /** Waits for all tasks. */
    void join() throws IOException {
        places.acquireUninterruptibly(atOnce);
        places.release(atOnce);
        rethrow();
    }

    @Override
    public void close() {
        threads.close();
    }

    private void rethrow() throws IOException {
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IOException(e);
        }
    }

    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }
}
