package imprint.workflows.operation;

import imprint.bpmn.Limit;
import imprint.workflows.engine.RetryLadder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one table of limits.
 *
 * @param deadlines how long each step may take in all, its retries included; those that are left out have a default
 * @param noProgress how long a device may say nothing new of a command before its attempt is taken for failed
 * @param noProgressOf the same of single steps that a device does; those that are left out have {@code noProgress}
 * @param retries the waits before each retry of a step, as many as the diagrams have retries
 */
@ConfigurationProperties("imprint.steps")
public record StepSettings(
        @DefaultValue Map<Limit, Duration> deadlines,
        @DefaultValue("PT3M") Duration noProgress,
        @DefaultValue Map<Limit, Duration> noProgressOf,
        @DefaultValue({"PT5S", "PT30S", "PT2M", "PT10M"}) List<Duration> retries) {

    // why so long: it goes on while an incident waits for a person, who may come the next morning only.
    private static final Duration A_DAY = Duration.ofHours(24);

    private static final Set<Limit> OF_DEVICES =
            EnumSet.of(Limit.REBOOT, Limit.TRANSFER_IMAGE, Limit.WRITE_IMAGE, Limit.COMPUTE_CHECKSUM);

    private static final Map<Limit, Duration> DEFAULT_DEADLINES = Map.of(
            Limit.VALIDATE_MODEL, A_DAY,
            Limit.REBOOT, A_DAY,
            Limit.AWAIT_HEARTBEAT, Duration.ofMinutes(15),
            Limit.TRANSFER_IMAGE, A_DAY,
            Limit.STORE_IMAGE, A_DAY,
            Limit.COMPUTE_CHECKSUM, A_DAY,
            Limit.REGISTER_IMAGE, A_DAY,
            Limit.RELEASE_DEVICE, A_DAY,
            Limit.AWAIT_USER_REBOOT, Duration.ofDays(30),
            Limit.WRITE_IMAGE, A_DAY);

    public StepSettings {
        var all = new EnumMap<Limit, Duration>(DEFAULT_DEADLINES);
        all.putAll(deadlines);
        deadlines = Map.copyOf(all);
        noProgressOf = Map.copyOf(noProgressOf);
        retries = List.copyOf(retries);
        deadlines.forEach((limit, duration) -> requirePositive("imprint.steps.deadlines." + limit, duration));
        requirePositive("imprint.steps.no-progress", noProgress);
        noProgressOf.forEach((limit, duration) -> requirePositive("imprint.steps.no-progress-of." + limit, duration));
        if (!OF_DEVICES.containsAll(noProgressOf.keySet())) {
            throw new IllegalArgumentException("imprint.steps.no-progress-of has %s: only %s are done by devices."
                    .formatted(noProgressOf.keySet(), OF_DEVICES));
        }
        if (retries.size() != RetryLadder.DEFAULT.rungs().size()) {
            throw new IllegalArgumentException("imprint.steps.retries has %s waits: give %s, one before each retry."
                    .formatted(retries.size(), RetryLadder.DEFAULT.rungs().size()));
        }
        retries.forEach(wait -> requirePositive("imprint.steps.retries", wait));
    }

    private static void requirePositive(String setting, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("%s is %s: give a time longer than zero.".formatted(setting, duration));
        }
    }

    public Duration deadline(Limit limit) {
        return Objects.requireNonNull(deadlines.get(limit));
    }

    public Duration noProgress(Limit step) {
        return noProgressOf.getOrDefault(step, noProgress);
    }

    public RetryLadder ladder() {
        return new RetryLadder(retries);
    }

    /** As the diagrams read them: name to ISO-8601 duration. */
    Map<String, String> asVariable() {
        var variable = new TreeMap<String, String>();
        deadlines.forEach((limit, duration) -> variable.put(limit.key(), duration.toString()));
        return variable;
    }
}
