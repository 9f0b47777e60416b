package imprint.workers.control;

import imprint.imaging.chunk.Digest;
import imprint.imaging.image.FileName;
import imprint.imaging.image.ImageFileName;
import imprint.imaging.manifest.ManifestFile;
import imprint.workers.image.DigestKind;
import imprint.workers.image.FileDigest;
import imprint.workers.site.CaptureFate;
import imprint.workers.site.ControlPlane;
import imprint.workers.site.TransferOrder;
import imprint.workers.site.TransferProgress;
import imprint.workflows.device.DeviceState;
import imprint.workflows.device.Devices;
import imprint.workflows.image.DiskImages;
import imprint.workflows.image.Manifests;
import imprint.workflows.operation.AddOperation;
import imprint.workflows.operation.ApplyOperation;
import imprint.workflows.operation.CloneOperation;
import imprint.workflows.operation.ExpectedDigests;
import imprint.workflows.operation.NewImage;
import imprint.workflows.operation.Operation;
import imprint.workflows.operation.OperationProgress;
import imprint.workflows.operation.OperationState;
import imprint.workflows.operation.Operations;
import imprint.workflows.site.Gateway;
import imprint.workflows.site.Gateways;
import imprint.workflows.storage.StorageLocations;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the data plane of this process from the domain of this process. */
@Component
public class InProcessControlPlane implements ControlPlane {

    private final Operations operations;
    private final OperationProgress progress;
    private final DiskImages images;
    private final Manifests manifests;
    private final StorageLocations locations;
    private final Gateways gateways;
    private final Devices devices;

    InProcessControlPlane(
            Operations operations,
            OperationProgress progress,
            DiskImages images,
            Manifests manifests,
            StorageLocations locations,
            Gateways gateways,
            Devices devices) {
        this.operations = operations;
        this.progress = progress;
        this.images = images;
        this.manifests = manifests;
        this.locations = locations;
        this.gateways = gateways;
        this.devices = devices;
    }

    @Override
    public TransferOrder order(UUID operationId) {
        return switch (operations.get(operationId)) {
            case CloneOperation clone -> orderOf(clone, clone.newImage(), Set.of(), false);
            case AddOperation add -> orderOf(add, add.newImage(), expected(add.expected()), add.rawData());
            case ApplyOperation apply -> stagingOf(apply);
        };
    }

    private TransferOrder orderOf(Operation operation, NewImage image, Set<FileDigest> digests, boolean rawData) {
        var captured = operation.imageDigest();
        return new TransferOrder(
                operation.id(),
                locations.accessTo(image.locationId()),
                image.file(),
                captured == null ? null : Digest.parse(captured),
                digests,
                rawData);
    }

    private TransferOrder stagingOf(ApplyOperation operation) {
        var image = images.get(operation.imageToApply());
        var file = image.file();
        return new TransferOrder(
                operation.id(),
                locations.accessTo(image.locationId()),
                new ImageFileName(new FileName(image.fileName()), image.format()),
                Digest.parse(file.manifestDigest()),
                Set.of(
                        new FileDigest(DigestKind.SHA_256, file.sha256()),
                        new FileDigest(DigestKind.SHA_1, file.sha1()),
                        new FileDigest(DigestKind.MD5, file.md5())));
    }

    private static Set<FileDigest> expected(ExpectedDigests typed) {
        var digests = new HashSet<FileDigest>();
        add(digests, DigestKind.SHA_256, typed.sha256());
        add(digests, DigestKind.SHA_1, typed.sha1());
        add(digests, DigestKind.MD5, typed.md5());
        return digests;
    }

    private static void add(Set<FileDigest> digests, DigestKind kind, @Nullable String hex) {
        if (hex != null) {
            digests.add(new FileDigest(kind, hex));
        }
    }

    @Override
    public boolean isUnderWay(UUID operationId) {
        return operations.isUnderWay(operationId);
    }

    @Override
    public boolean mayTransfer(UUID operationId, UUID deviceId) {
        return operations.isUnderWay(operationId) && devices.get(deviceId).state() != DeviceState.RETIRED;
    }

    @Override
    public CaptureFate fateOfCapture(UUID operationId, String gateway) {
        var operation = operations.get(operationId);
        if (!gateway.equals(operation.gateway())) {
            return CaptureFate.ELSEWHERE;
        }
        if (operation.imageId() != null || operation.state() == OperationState.SUCCEEDED) {
            return CaptureFate.REGISTERED;
        }
        return operation.isUnderWay() ? CaptureFate.AWAITED : CaptureFate.ABANDONED;
    }

    @Override
    public void announce(String gateway, String site, URI url) {
        gateways.announce(new Gateway(gateway, site, url));
    }

    @Override
    public boolean progress(UUID operationId, TransferProgress told) {
        progress.note(operationId, told.bytesDone(), told.bytesTotal(), told.bytesMoved());
        return operations.isUnderWay(operationId);
    }

    @Override
    public void keepManifest(Digest manifestDigest, Path file) throws IOException {
        try (var manifest = ManifestFile.open(file)) {
            manifests.keep(manifest.root(), page -> manifest.page(page).encode());
        }
    }

    @Override
    public void writeManifest(Digest manifestDigest, OutputStream into) throws IOException {
        manifests.writeTo(manifestDigest, into);
    }
}
