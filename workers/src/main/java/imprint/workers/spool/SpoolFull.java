package imprint.workers.spool;

import java.io.IOException;

/** The spool has no room, and holds nothing that may be dropped: there may be room later. */
public final class SpoolFull extends IOException {

    SpoolFull(String message) {
        super(message);
    }
}
