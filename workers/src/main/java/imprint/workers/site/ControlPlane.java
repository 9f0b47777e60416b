package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What the data plane asks of the rest of the system: in the same process, or, for a worker at another site, over the
 * network. Every call may fail and be made again.
 */
public interface ControlPlane {

    /** What is to be transferred for an operation. */
    TransferOrder order(UUID operationId) throws IOException;

    /** Whether there is anything left to do for an operation: false when it has ended, or was cancelled. */
    boolean isUnderWay(UUID operationId) throws IOException;

    /** Whether a device may send or fetch for an operation: it is under way, and the device was not retired. */
    boolean mayTransfer(UUID operationId, UUID deviceId) throws IOException;

    /** What is to become of the capture of an operation that this gateway holds. */
    CaptureFate fateOfCapture(UUID operationId, String gateway) throws IOException;

    /** Says that the gateway of a site is alive, and by which URL its devices reach it. */
    void announce(String gateway, String site, URI url) throws IOException;

    /** Tells how far a step has come, about once a second; false when the operation was cancelled. */
    boolean progress(UUID operationId, TransferProgress progress) throws IOException;

    /**
     * Keeps a manifest, as {@link imprint.imaging.manifest.ManifestWriter} writes it. Again does no harm.
     *
     * @param file read before this returns, and the caller's to remove
     */
    void keepManifest(Digest manifestDigest, Path file) throws IOException;

    /** Writes a manifest that was kept. */
    void writeManifest(Digest manifestDigest, OutputStream into) throws IOException;
}
