package imprint.agent.disk;

import imprint.bpmn.ErrorCode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A disk does not keep, or does not give back, what is on it, or is gone. To try again would not help; the message names
 * the disk and the place.
 */
public sealed class DiskFaulty extends IOException permits DiskUnreadable, DiskWithoutRoom {

    private static final String REMEDY = "check the disk, and replace it if it goes on.";

    DiskFaulty(String message, @Nullable IOException cause) {
        super(message, cause);
    }

    /** @param what it does not do, with the reason, such as "X cannot be read at byte 7 (Input/output error)" */
    static String sentence(String what) {
        return "%s: %s".formatted(what, REMEDY);
    }

    public ErrorCode code() {
        return ErrorCode.DISK_FAULTY;
    }
}
