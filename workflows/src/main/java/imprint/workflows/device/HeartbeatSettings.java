package imprint.workflows.device;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param intervalSeconds between the answer to a heartbeat and an idle device's next one
 * @param atOnce how many heartbeats are worked on at one time, each with a connection to the database
 */
@ConfigurationProperties("imprint.heartbeat")
public record HeartbeatSettings(
        @DefaultValue("1") int intervalSeconds,
        @DefaultValue("6") int atOnce) {

    public static final Duration LONGEST_WAIT = Duration.ofSeconds(55);

    private static final int MISSED = 3;

    public HeartbeatSettings {
        if (intervalSeconds < 0 || intervalSeconds > 3600) {
            throw new IllegalArgumentException(
                    "imprint.heartbeat.interval-seconds is %s: give 0 to 3600.".formatted(intervalSeconds));
        }
        if (atOnce < 1 || atOnce > 1000) {
            throw new IllegalArgumentException("imprint.heartbeat.at-once is %s: give 1 to 1000.".formatted(atOnce));
        }
    }

    /** A device of which three heartbeats were missed is not there. */
    Duration silence() {
        return LONGEST_WAIT.plusSeconds(intervalSeconds).multipliedBy(MISSED);
    }
}
