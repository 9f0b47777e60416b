package imprint.embedded;

import java.time.Duration;

/** How long a process has failed to work, and when that is too long. */
final class Ailment {
    // why longer at first: an engine that was not stopped in order has to read its log before it works.
    private static final Duration FIRST_PATIENCE = Duration.ofMinutes(5);

    // why not less: Zeebe looks after its parts once in a minute, so that it shows one bad moment for as long.
    private static final Duration LATER_PATIENCE = Duration.ofSeconds(150);

    private Duration patience = FIRST_PATIENCE;
    private long sinceNanos;

    /** @param nanos when its process started, as {@link System#nanoTime} tells it, like all times here */
    Ailment(long nanos) {
        this.sinceNanos = nanos;
    }

    /** Takes note of how it is now; true when it is to be started anew. */
    boolean isTooLong(Condition condition, long nanos) {
        switch (condition) {
            case WORKS -> {
                patience = LATER_PATIENCE;
                sinceNanos = nanos;
            }
            case WAITS_FOR_ROOM -> sinceNanos = nanos;
            case FAILS -> {}
        }
        return nanos - sinceNanos > patience.toNanos();
    }
}
