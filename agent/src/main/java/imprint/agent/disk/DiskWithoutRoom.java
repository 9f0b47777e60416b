package imprint.agent.disk;

import imprint.bpmn.ErrorCode;
import java.io.IOException;

/** The file that stands for a disk cannot grow to what it says that it is. */
public final class DiskWithoutRoom extends DiskFaulty {

    DiskWithoutRoom(String message, IOException cause) {
        super(message, cause);
    }

    @Override
    public ErrorCode code() {
        return ErrorCode.DISK_NO_ROOM;
    }
}
