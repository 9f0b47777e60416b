package imprint.workers.control;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Looks at a location for so long in all: a server that drips never stands still. */
record Patience(Duration limit) {

    /** @param late called, and its value taken, when the look was ended because it took too long */
    <T> T look(Supplier<T> look, Supplier<T> late) {
        FutureTask<T> task = new FutureTask<>(look::get);
        // why virtual: the socket that such a thread waits for is closed when it is interrupted.
        Thread.ofVirtual().name("look at a location").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return late.get();
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a location was looked at");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    /** For a person. */
    String sentence(String what) {
        return "%s took longer than %s s in all: the server, or the way to it, is too slow."
                .formatted(what, limit.toSeconds());
    }
}
