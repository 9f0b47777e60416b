package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import imprint.workers.gateway.TransferListener;
import imprint.workers.spool.Capture;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Lets the steps follow what devices do at the gateway. */
public final class SiteTransfers implements TransferListener {

    private final ControlPlane control;
    private final StoreImage storeImage;
    private final StageImage stageImage;

    public SiteTransfers(ControlPlane control, StoreImage storeImage, StageImage stageImage) {
        this.control = control;
        this.storeImage = storeImage;
        this.stageImage = stageImage;
    }

    @Override
    public boolean mayTransfer(UUID operationId, UUID deviceId) throws IOException {
        return control.mayTransfer(operationId, deviceId);
    }

    @Override
    public void captureGrew(UUID operationId) {
        storeImage.follow(operationId);
    }

    @Override
    public void captureCompleted(Capture capture, Digest manifestDigest) throws IOException {
        // why: a disk of nothing but zeros comes without a chunk.
        storeImage.follow(capture.operationId());
        control.keepManifest(manifestDigest, capture.manifest().orElseThrow());
    }

    @Override
    public Optional<String> imageWanted(UUID operationId, Digest manifestDigest) {
        return stageImage.want(operationId, manifestDigest);
    }
}
