package imprint.workflows.command;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells the boots that were told to make way for another from those that stay. */
@Component
class Departures {

    /** A system that is still heard so long after its order has not obeyed it. */
    private static final Duration LONGEST_SHUTDOWN = Duration.ofMinutes(5);

    private final DeviceCommandRepository commands;

    Departures(DeviceCommandRepository commands) {
        this.commands = commands;
    }

    /** Whether a boot of the device that was heard at that time is about to end. */
    boolean isLeaving(UUID deviceId, String bootId, Instant heardAt) {
        return commands.isLeaving(deviceId, bootId, heardAt.minus(LONGEST_SHUTDOWN));
    }
}
