package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.Zeros;
import imprint.imaging.manifest.ManifestWriter;
import imprint.workers.image.ChunkSink;
import imprint.workers.image.SectorSize;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Learns of a disk, chunk by chunk: its manifest, and what its first chunk tells. */
final class DiskReading implements ChunkSink {

    private final ManifestWriter manifest;
    private final Watch watch;
    private @Nullable Integer sectorBytes;

    DiskReading(ManifestWriter manifest, Watch watch) {
        this.manifest = manifest;
        this.watch = watch;
    }

    @Override
    public void chunk(long chunk, byte[] plain, int length) throws IOException {
        watch.moves();
        if (chunk == 0) {
            sectorBytes = SectorSize.of(plain, length);
        }
        if (Zeros.isZero(plain, 0, length)) {
            manifest.appendZeros(length);
        } else {
            manifest.append(Digest.ofContent(plain, 0, length), length);
        }
    }

    /** Of the disks that the image is for; null where nothing tells it. */
    @Nullable
    Integer sectorBytes() {
        return sectorBytes;
    }
}
