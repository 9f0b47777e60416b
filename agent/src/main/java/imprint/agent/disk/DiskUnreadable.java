package imprint.agent.disk;

import java.io.IOException;

/** Some bytes of a disk cannot be read. To write them anew heals many disks. */
public final class DiskUnreadable extends DiskFaulty {

    DiskUnreadable(String message, IOException cause) {
        super(message, cause);
    }
}
