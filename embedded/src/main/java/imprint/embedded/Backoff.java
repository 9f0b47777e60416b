package imprint.embedded;

import java.time.Duration;

/** How long to wait before a child that died is started again: doubled at each quick death, from 0.1 s to 10 s. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LIVED_WELL = Duration.ofMinutes(1);

    private Duration pause = FIRST;

    void ranFor(Duration life) {
        var longer = pause.multipliedBy(2);
        pause = life.compareTo(LIVED_WELL) > 0 ? FIRST : longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }

    Duration pause() {
        return pause;
    }
}
