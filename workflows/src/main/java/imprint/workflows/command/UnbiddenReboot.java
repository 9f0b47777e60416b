package imprint.workflows.command;

import imprint.imaging.protocol.Environment;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;

/**
 * Sends a device home whose operation has ended, or calls one back that its operation wants in the imaging environment;
 * no process waits for it.
 */
@Entity
@DiscriminatorValue("UNBIDDEN")
class UnbiddenReboot extends DeviceCommand {

    protected UnbiddenReboot() {}

    UnbiddenReboot(UUID operationId, UUID deviceId, Environment into, Instant now) {
        super(operationId, deviceId, CommandKind.REBOOT, into, now);
    }

    boolean isHomeward() {
        return rebootInto() == Environment.OWN_DISK;
    }
}
