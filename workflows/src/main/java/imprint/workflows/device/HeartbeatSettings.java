package imprint.workflows.device;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param intervalSeconds between the answer to a heartbeat and an idle device's next one */
@ConfigurationProperties("imprint.heartbeat")
public record HeartbeatSettings(@DefaultValue("1") int intervalSeconds) {

    public static final Duration LONGEST_WAIT = Duration.ofSeconds(55);

    private static final int MISSED = 3;

    public HeartbeatSettings {
        if (intervalSeconds < 0 || intervalSeconds > 3600) {
            throw new IllegalArgumentException(
                    "imprint.heartbeat.interval-seconds is %s: give 0 to 3600.".formatted(intervalSeconds));
        }
    }

    /** A device of which three heartbeats were missed is not there. */
    Duration silence() {
        return LONGEST_WAIT.plusSeconds(intervalSeconds).multipliedBy(MISSED);
    }
}
