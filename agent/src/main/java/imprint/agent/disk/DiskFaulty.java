package imprint.agent.disk;

import java.io.IOException;

/** A disk does not give back what is on it; the message names the disk and the place. */
public final class DiskFaulty extends IOException {

    DiskFaulty(String message, IOException cause) {
        super(message, cause);
    }
}
