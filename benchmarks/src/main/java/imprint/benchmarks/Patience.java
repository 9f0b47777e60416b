package imprint.benchmarks;

import java.io.IOException;
import java.time.Duration;

/** Waits for what is to come about, and says how long it took. */
final class Patience {

    private Patience() {}

    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** @throws IOException when it has not come about within the limit */
    static Duration until(String what, Duration limit, Condition condition) throws IOException, InterruptedException {
        var began = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - began > limit.toNanos()) {
                throw new IOException("Not within %s: %s.".formatted(limit, what));
            }
            // why: each question costs the system something, too.
            Thread.sleep(200);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
