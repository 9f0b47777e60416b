package imprint.workflows.command;

import imprint.imaging.protocol.Environment;
import org.jspecify.annotations.Nullable;

/** What a device can be told, and the environment it must be in for it. */
public enum CommandKind {
    CAPTURE_DISK(Environment.IMAGING),
    WRITE_DISK(Environment.IMAGING),
    VERIFY_DISK(Environment.IMAGING),
    REBOOT(null);

    private final @Nullable Environment environment;

    CommandKind(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Nullable
    Environment environment() {
        return environment;
    }
}
