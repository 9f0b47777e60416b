package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.Zeros;
import imprint.imaging.manifest.ManifestWriter;
import imprint.workers.image.ChunkSink;
import java.io.IOException;

/** Learns the manifest of a disk, chunk by chunk. */
record DiskReading(ManifestWriter manifest, Watch watch) implements ChunkSink {

    @Override
    public void chunk(long chunk, byte[] plain, int length) throws IOException {
        watch.pieceMoved();
        if (Zeros.isZero(plain, 0, length)) {
            manifest.appendZeros(length);
        } else {
            manifest.append(Digest.ofContent(plain, 0, length), length);
        }
    }
}
