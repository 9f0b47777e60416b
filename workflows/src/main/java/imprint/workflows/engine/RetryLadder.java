package imprint.workflows.engine;

import java.time.Duration;
import java.util.List;

/**
 * How long a step waits before each of its retries.
 *
 * @param rungs the first is the wait after the first failure; after the last one an incident is raised
 */
public record RetryLadder(List<Duration> rungs) {

    public static final RetryLadder DEFAULT = new RetryLadder(
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10)));

    public RetryLadder {
        rungs = List.copyOf(rungs);
    }

    /** How many times a step is tried before an incident is raised. */
    public int tries() {
        return rungs.size() + 1;
    }

    /**
     * What a failure leaves.
     *
     * @param retries that the job had in the attempt that failed
     */
    public Retry after(int retries) {
        int left = Math.max(0, retries - 1);
        return new Retry(
                left,
                left == 0 ? Duration.ZERO : rungs.get(Math.clamp((long) tries() - 1 - left, 0, rungs.size() - 1)));
    }

    /** @param left retries; with none there is nothing to wait for, and an incident is raised */
    public record Retry(int left, Duration backoff) {}
}
