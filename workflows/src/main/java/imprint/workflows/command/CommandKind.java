package imprint.workflows.command;

import imprint.bpmn.Limit;
import imprint.imaging.protocol.Environment;
import org.jspecify.annotations.Nullable;

/** What a device can be told: the step that it is for, and the environment that the device must be in. */
public enum CommandKind {
    CAPTURE_DISK(Limit.TRANSFER_IMAGE, Environment.IMAGING),
    WRITE_DISK(Limit.WRITE_IMAGE, Environment.IMAGING),
    VERIFY_DISK(Limit.COMPUTE_CHECKSUM, Environment.IMAGING),
    REBOOT(Limit.REBOOT, null);

    private final Limit step;
    private final @Nullable Environment environment;

    CommandKind(Limit step, @Nullable Environment environment) {
        this.step = step;
        this.environment = environment;
    }

    Limit step() {
        return step;
    }

    @Nullable
    Environment environment() {
        return environment;
    }
}
