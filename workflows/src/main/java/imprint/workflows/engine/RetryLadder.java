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

    /** @param retriesLeft of the job once the failure is counted; with none left there is nothing to wait for */
    public Duration backoff(int retriesLeft) {
        if (retriesLeft <= 0) {
            return Duration.ZERO;
        }
        return rungs.get(Math.clamp((long) tries() - 1 - retriesLeft, 0, rungs.size() - 1));
    }
}
