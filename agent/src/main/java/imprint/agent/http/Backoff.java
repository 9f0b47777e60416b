package imprint.agent.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double from one failure to the next, jittered so that a fleet does not come back all at once. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** After a success. */
    public void reset() {
        next = first;
    }

    /** Between half and all of the pause that is due. */
    Duration next() {
        var due = next;
        var doubled = due.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return due.dividedBy(2).plusMillis(random.nextLong(due.toMillis() / 2 + 1));
    }

    public void pause() throws InterruptedException {
        Thread.sleep(next());
    }
}
