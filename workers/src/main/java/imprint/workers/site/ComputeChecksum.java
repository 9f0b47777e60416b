package imprint.workers.site;

import imprint.imaging.image.ImageFormat;
import imprint.imaging.manifest.ManifestRoot;
import imprint.imaging.manifest.ManifestWriter;
import imprint.workers.image.ByteProgress;
import imprint.workers.image.ChecksumMismatch;
import imprint.workers.image.DigestKind;
import imprint.workers.image.DiskCheck;
import imprint.workers.image.ImageFile;
import imprint.workers.spool.Spool;
import imprint.workers.storage.ImageStores;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.UUID;

/** Reads an image file from its location, once: all digests of the file, and the manifest of the disk in it. */
public final class ComputeChecksum {

    private final ControlPlane control;
    private final Spool spool;
    private final ImageStores stores;
    private final Clock clock;
    private final long largestDisk;

    /** @param largestDisk that is taken from a file, in bytes */
    public ComputeChecksum(ControlPlane control, Spool spool, ImageStores stores, Clock clock, long largestDisk) {
        this.control = control;
        this.spool = spool;
        this.stores = stores;
        this.clock = clock;
        this.largestDisk = largestDisk;
    }

    /**
     * For a file that was added, keeps its manifest; for a capture, proves that it was stored whole. Again does no harm.
     *
     * @throws TransferCancelled when the operation was cancelled
     * @throws IOException see {@link SiteFailures}
     */
    public ImageFacts run(UUID operationId) throws IOException {
        TransferOrder order = control.order(operationId);
        Path manifest = spool.temporaryFile();
        try {
            Watch watch = new Watch(stores.timeouts().standstill());
            ImageFacts facts =
                    watch.run(() -> read(order, manifest, watch), new ProgressReport(operationId, control, clock)::ask);
            facts.digests().require(order.fileDigests());
            if (order.manifestDigest() == null) {
                control.keepManifest(facts.manifestDigest(), manifest);
            } else {
                ChecksumMismatch.requireManifest(order.manifestDigest(), facts.manifestDigest());
            }
            return facts;
        } finally {
            Files.deleteIfExists(manifest);
        }
    }

    private ImageFacts read(TransferOrder order, Path manifest, Watch watch) throws IOException {
        long size = stores.open(order.location()).size(order.file().file());
        StepProgress progress = watch.over(new ProgressReport(order.operationId(), control, clock));
        ByteProgress at = bytes -> progress.at(bytes, size, bytes);
        try (InputStream in = stores.read(order.location(), order.file().file(), at);
                var writer = new ManifestWriter(new BufferedOutputStream(Files.newOutputStream(manifest)))) {
            ImageFile file = new ImageFile(in, at).digesting(EnumSet.allOf(DigestKind.class));
            DiskReading disk = new DiskReading(writer, watch);
            return order.manifestDigest() == null
                    ? added(file, disk, new DiskCheck(order.rawData(), size, largestDisk))
                    : captured(file, disk, order.file().format());
        }
    }

    private static ImageFacts added(ImageFile file, DiskReading disk, DiskCheck check) throws IOException {
        file.decodingFound(check::found, (chunk, plain, length) -> {
            check.chunk(plain, length);
            disk.chunk(chunk, plain, length);
        });
        ImageFile.Result result = file.read();
        ManifestRoot root = disk.manifest().finish();
        check.ends();
        return new ImageFacts(
                result.bytes(),
                root.layout().bytes(),
                root.digest(),
                result.digests(),
                check.sectorBytes(),
                check.format());
    }

    // why: a disk that we captured may look like anything; its manifest proves it.
    private static ImageFacts captured(ImageFile file, DiskReading disk, ImageFormat format) throws IOException {
        ImageFile.Result result = file.decoding(format, disk).read();
        ManifestRoot root = disk.manifest().finish();
        return new ImageFacts(result.bytes(), root.layout().bytes(), root.digest(), result.digests(), null, format);
    }
}
