package imprint.workers.storage;

import java.time.Duration;

/**
 * How long a location may be away in the middle of a file.
 *
 * @param attempts to read on, with next to nothing between them, before the download has failed
 * @param firstWait before the first of them; it doubles with each
 * @param longestWait none is longer
 */
public record Outages(int attempts, Duration firstWait, Duration longestWait) {

    /** Some three minutes, in which most servers start again. */
    public static final Outages DEFAULT = new Outages(10, Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final int MOST_DOUBLINGS = 20;

    public Outages {
        if (attempts < 0 || firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException("The waits of an outage must grow, and there may be no less than none");
        }
    }

    /** @param attempt counted from 0 */
    Duration waitBefore(int attempt) {
        Duration grown = firstWait.multipliedBy(1L << Math.min(attempt, MOST_DOUBLINGS));
        return grown.compareTo(longestWait) < 0 ? grown : longestWait;
    }
}
