package imprint.workers.site;

import imprint.workers.spool.Spool;
import java.io.IOException;
import java.util.UUID;

/** Removes all that a clone which will not be finished has left, in the spool and at the storage location. */
public final class DiscardCapture {

    private final Spool spool;
    private final StoreImage storeImage;

    public DiscardCapture(Spool spool, StoreImage storeImage) {
        this.spool = spool;
        this.storeImage = storeImage;
    }

    /** Does nothing for a capture that became an image, or never was one. */
    public void run(UUID operationId) throws IOException {
        storeImage.discard(operationId);
        spool.discardCapture(operationId);
    }

    /** Clears the spool alone: another gateway has taken the operation over, and what is at the location is its. */
    public void leaveToAnother(UUID operationId) throws IOException {
        storeImage.forget(operationId);
        spool.discardCapture(operationId);
    }
}
