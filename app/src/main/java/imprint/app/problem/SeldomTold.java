package imprint.app.problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** Keeps the log readable when many requests fail for the same reason: it is told at most once in ten seconds. */
final class SeldomTold {

    private static final Duration APART = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<DatabaseTrouble, Instant> last = new EnumMap<>(DatabaseTrouble.class);
    private final Map<DatabaseTrouble, Long> untold = new EnumMap<>(DatabaseTrouble.class);

    SeldomTold(Clock clock) {
        this.clock = clock;
    }

    /** @param line gets the number of those that were not told since the last one */
    synchronized void tell(DatabaseTrouble trouble, LongConsumer line) {
        var now = clock.instant();
        var before = last.get(trouble);
        if (before != null && now.isBefore(before.plus(APART))) {
            untold.merge(trouble, 1L, Long::sum);
            return;
        }
        last.put(trouble, now);
        var more = untold.remove(trouble);
        line.accept(more == null ? 0 : more);
    }
}
