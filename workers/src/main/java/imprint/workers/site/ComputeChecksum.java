package imprint.workers.site;

import imprint.imaging.manifest.ManifestRoot;
import imprint.imaging.manifest.ManifestWriter;
import imprint.workers.image.ByteProgress;
import imprint.workers.image.ChecksumMismatch;
import imprint.workers.image.ChunkSink;
import imprint.workers.image.DigestKind;
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

    public ComputeChecksum(ControlPlane control, Spool spool, ImageStores stores, Clock clock) {
        this.control = control;
        this.spool = spool;
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * For a file that was added, keeps its manifest; for a capture, proves that it was stored whole. Again does no harm.
     *
     * @throws TransferCancelled when the operation was cancelled
     * @throws IOException see {@link BusinessFailure#of}
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
            ImageFile.Result result = decoding(file, order, disk).read();
            ManifestRoot root = writer.finish();
            return new ImageFacts(
                    result.bytes(), root.layout().bytes(), root.digest(), result.digests(), disk.sectorBytes());
        }
    }

    private static ImageFile decoding(ImageFile file, TransferOrder order, ChunkSink sink) {
        // why: a disk that we captured may begin like a compressed file; its manifest proves it anyway.
        return order.manifestDigest() == null
                ? file.decodingDeclared(order.file().format(), sink)
                : file.decoding(order.file().format(), sink);
    }
}
