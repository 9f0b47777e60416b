package imprint.app.operation;

import imprint.app.security.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who watches. What has not been fetched yet is replaced by what is newer, so that a slow listener misses
 * nothing that still holds, and costs no more memory than there are operations.
 */
final class Listener {

    private final @Nullable UUID only;
    private final Admission admission;
    private final Map<UUID, OperationEvent> told = new HashMap<>();
    private final Map<UUID, OperationEvent> waiting = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean closed;

    /** @param only see {@link #only} */
    Listener(@Nullable UUID only, Admission admission) {
        this.only = only;
        this.admission = admission;
    }

    /** The one operation that is watched; null for all. */
    @Nullable
    UUID only() {
        return only;
    }

    Admission admission() {
        return admission;
    }

    void tell(List<OperationEvent> pulse) {
        lock.lock();
        try {
            var seen = new HashSet<UUID>();
            for (var event : pulse) {
                if ((only == null || only.equals(event.id())) && seen.add(event.id())) {
                    if (!event.equals(told.put(event.id(), event))) {
                        waiting.put(event.id(), event);
                    }
                }
            }
            told.keySet().retainAll(seen);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What is new; nothing when the time passes without any. */
    List<OperationEvent> await(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            var left = longest.toNanos();
            while (waiting.isEmpty() && !closed && left > 0) {
                left = news.awaitNanos(left);
            }
            var events = new ArrayList<>(waiting.values());
            waiting.clear();
            return events;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
