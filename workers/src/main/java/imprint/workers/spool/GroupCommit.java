package imprint.workers.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries durable, those of many threads by one flush: while one thread flushes, the entries of the others gather
 * and become the next batch.
 */
final class GroupCommit {

    private final Flush flush;
    private final ReentrantLock flushing = new ReentrantLock();
    private final Object gathering = new Object();
    private List<Waiting> gathered = new ArrayList<>();

    GroupCommit(Flush flush) {
        this.flush = flush;
    }

    /** Returns when the entry is durable. */
    void commit(Entry entry) throws IOException {
        Waiting waiting = new Waiting(entry);
        synchronized (gathering) {
            gathered.add(waiting);
        }
        flushing.lock();
        try {
            if (!waiting.done) {
                flushGathered();
            }
        } finally {
            flushing.unlock();
        }
        if (waiting.failure != null) {
            throw new IOException("The spool could not be written", waiting.failure);
        }
    }

    private void flushGathered() {
        List<Waiting> batch;
        synchronized (gathering) {
            batch = gathered;
            gathered = new ArrayList<>();
        }
        Throwable failure = null;
        try {
            flush.flush(batch.stream().map(waiting -> waiting.entry).toList());
        } catch (Throwable e) {
            // why all: after an Error, too, the others must not believe that their entries are on the medium.
            failure = e;
        }
        for (Waiting waiting : batch) {
            waiting.failure = failure;
            waiting.done = true;
        }
    }

    @FunctionalInterface
    interface Flush {
        void flush(List<Entry> entries) throws IOException;
    }

    /** Written and read by those who hold the lock, or have held it since. */
    private static final class Waiting {
        final Entry entry;
        boolean done;

        @Nullable
        Throwable failure;

        Waiting(Entry entry) {
            this.entry = entry;
        }
    }
}
