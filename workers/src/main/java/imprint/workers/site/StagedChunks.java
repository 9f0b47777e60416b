package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import imprint.imaging.manifest.ManifestFile;
import imprint.imaging.zstd.FrameCorrupt;
import imprint.workers.image.ChunkCodec;
import imprint.workers.image.ChunkCodecs;
import imprint.workers.image.ImageCorrupt;
import imprint.workers.spool.ImageLease;
import imprint.workers.spool.SpooledDisk;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The chunks of an image on their way into the spool: none gets there that is not the one in the manifest. */
final class StagedChunks {

    private final SpooledDisk disk;
    private final ManifestFile manifest;
    private final ChunkCodecs codecs;

    StagedChunks(ImageLease image, ChunkCodecs codecs) {
        this.disk = image.disk();
        this.manifest = image.manifest();
        this.codecs = codecs;
    }

    boolean has(long chunk) {
        return disk.has(chunk);
    }

    /** The zero chunks are known from the manifest, and need not be waited for. */
    void putZeros() throws IOException {
        long chunks = disk.layout().chunks();
        long first = 0;
        for (long chunk = 0; chunk <= chunks; chunk++) {
            if (chunk == chunks || !isZero(chunk)) {
                if (chunk > first) {
                    disk.appendZeros(first, chunk - first);
                }
                first = chunk + 1;
            }
        }
    }

    /** Puts a frame as it is. */
    void putFrame(long chunk, ByteBuffer frame) throws IOException {
        try (ChunkCodec codec = codecs.borrow()) {
            Digest content = check(chunk, codec.decompress(frame, disk.layout().length(chunk)));
            if (!isZero(chunk)) {
                disk.append(chunk, frame, content);
            }
        } catch (FrameCorrupt e) {
            throw new ImageCorrupt("Chunk %s of the image file is damaged.".formatted(chunk), e);
        }
    }

    /** Puts a plain chunk, on the heap. */
    void putPlain(long chunk, ByteBuffer plain) throws IOException {
        Digest content = check(chunk, plain);
        if (!has(chunk)) {
            try (ChunkCodec codec = codecs.borrow()) {
                disk.append(chunk, codec.compress(plain), content);
            }
        }
    }

    private Digest check(long chunk, ByteBuffer plain) throws IOException {
        Digest content = Digest.ofContent(plain);
        if (!content.equals(manifest.pageOf(chunk).digest(chunk))) {
            throw new ImageCorrupt("Chunk %s of the image file is not what its manifest says.".formatted(chunk), null);
        }
        return content;
    }

    private boolean isZero(long chunk) throws IOException {
        return manifest.pageOf(chunk).isZero(chunk);
    }
}
