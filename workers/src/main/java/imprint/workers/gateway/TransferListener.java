package imprint.workers.gateway;

import imprint.imaging.chunk.Digest;
import imprint.workers.spool.Capture;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Hears what devices do at the gateway, on the threads that serve them: it must not keep them waiting. */
public interface TransferListener {

    /** Whether a device may go on: not when its operation was cancelled or has ended, nor when it was retired itself. */
    boolean mayTransfer(UUID operationId, UUID deviceId) throws IOException;

    /** A chunk of this capture has arrived; said of every chunk. */
    void captureGrew(UUID operationId);

    /** All of a disk has arrived; said again when the device says so again. The device is told when this returns. */
    void captureCompleted(Capture capture, Digest manifestDigest) throws IOException;

    /**
     * A device that may fetch this image asked for it, and the spool does not hold it.
     *
     * @return a sentence that says why it does not come for now; empty when it is on its way
     */
    Optional<String> imageWanted(UUID operationId, Digest manifestDigest);
}
