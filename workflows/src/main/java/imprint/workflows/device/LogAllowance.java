package imprint.workflows.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** How much a device may write into the log: much at once, and little for ever. */
final class LogAllowance {

    private static final long AT_ONCE = 1 << 20;
    private static final long EACH_SECOND = 200;

    /** What a line takes in the database beside its message, about. */
    private static final long OF_A_LINE = 200;

    private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();

    /** Whether the device may write a line more. */
    boolean spend(UUID deviceId, String message, Instant now) {
        var cost = OF_A_LINE + message.length();
        return accounts.merge(deviceId, new Account(AT_ONCE - cost, now, true), (before, _) -> {
                    var left = before.leftAt(now) - cost;
                    return left < 0 ? new Account(left + cost, now, false) : new Account(left, now, true);
                })
                .granted();
    }

    private record Account(long left, Instant at, boolean granted) {

        long leftAt(Instant now) {
            var passed = Math.max(0, Duration.between(at, now).toSeconds());
            return Math.min(AT_ONCE, left + passed * EACH_SECOND);
        }
    }
}
