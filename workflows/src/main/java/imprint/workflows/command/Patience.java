package imprint.workflows.command;

import imprint.workflows.device.DeviceState;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.StepSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Knows how long a device may have nothing new to say of its command, and whether it is heard at all. */
@Component
class Patience {

    private final Devices devices;
    private final StepSettings settings;
    private final Clock clock;

    Patience(Devices devices, StepSettings settings, Clock clock) {
        this.devices = devices;
        this.settings = settings;
        this.clock = clock;
    }

    Duration with(CommandKind kind) {
        return settings.noProgress(kind.step());
    }

    /** What was told before is too old. */
    Instant reachesBackTo(CommandKind kind) {
        return clock.instant().minus(with(kind));
    }

    boolean isHeard(DeviceCommand command) {
        var device = devices.get(command.deviceId());
        var heard = device.lastHeartbeatAt();
        return device.state() != DeviceState.RETIRED && heard != null && heard.isAfter(reachesBackTo(command.kind()));
    }
}
