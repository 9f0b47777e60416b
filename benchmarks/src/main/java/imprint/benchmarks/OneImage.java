package imprint.benchmarks;

import imprint.imaging.chunk.Digest;
import imprint.imaging.image.ImageFileName;
import imprint.workers.site.CaptureFate;
import imprint.workers.site.ControlPlane;
import imprint.workers.site.TransferOrder;
import imprint.workers.site.TransferProgress;
import imprint.workflows.address.StorageAccess;
import java.io.FileNotFoundException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/** Answers the data plane at once: each operation is about the same image file, and nothing is kept. */
record OneImage(StorageAccess location, ImageFileName file) implements ControlPlane {

    @Override
    public TransferOrder order(UUID operationId) {
        return new TransferOrder(operationId, location, file, null, Set.of());
    }

    @Override
    public CaptureFate fateOfCapture(UUID operationId, String gateway) {
        return CaptureFate.AWAITED;
    }

    @Override
    public boolean isUnderWay(UUID operationId) {
        return true;
    }

    @Override
    public boolean mayTransfer(UUID operationId, UUID deviceId) {
        return true;
    }

    @Override
    public void announce(String gateway, String site, URI url) {}

    @Override
    public boolean progress(UUID operationId, TransferProgress progress) {
        return true;
    }

    @Override
    public void keepManifest(Digest manifestDigest, Path file) {}

    @Override
    public void writeManifest(Digest manifestDigest, OutputStream into) throws FileNotFoundException {
        throw new FileNotFoundException("No manifest is kept: " + manifestDigest);
    }
}
