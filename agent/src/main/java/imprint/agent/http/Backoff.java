package imprint.agent.http;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Pauses that double from one failure to the next, jittered so that a fleet does not come back all at once. */
public final class Backoff {

    private static final Duration LONGEST_ASKED = Duration.ofMinutes(2);

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

    /** No shorter than the other side asks, as long as that is sensible. */
    Duration next(Duration asked) {
        var due = next();
        var least = asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
        var jittered = least.plusMillis(random.nextLong(least.toMillis() / 4 + 1));
        return due.compareTo(jittered) > 0 ? due : jittered;
    }

    public void pause(Exception failure) throws InterruptedException {
        var asked = failure instanceof Refused refused ? refused.retryAfter() : Optional.<Duration>empty();
        Thread.sleep(next(asked.orElse(Duration.ZERO)));
    }

    public void pause() throws InterruptedException {
        Thread.sleep(next());
    }
}
