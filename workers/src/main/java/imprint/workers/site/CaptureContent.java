package imprint.workers.site;

import imprint.imaging.image.ImageFormat;
import imprint.imaging.zstd.SeekableWriter;
import imprint.workers.image.ChunkCodecs;
import imprint.workers.spool.SpooledDisk;
import imprint.workers.storage.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A captured disk as an image file; reading it follows the capture, and waits for chunks that have not arrived. */
final class CaptureContent implements Content {

    private final SpooledDisk disk;
    private final ImageFormat format;
    private final ChunkCodecs codecs;
    private final StepProgress progress;

    CaptureContent(SpooledDisk disk, ImageFormat format, ChunkCodecs codecs, StepProgress progress) {
        this.disk = disk;
        this.format = format;
        this.codecs = codecs;
        this.progress = progress;
    }

    @Override
    public InputStream from(long offset) throws IOException {
        EncodedCapture encoded = new EncodedCapture(disk, this::encoder, progress);
        encoded.skipNBytes(offset);
        return encoded;
    }

    @Override
    public OptionalLong bytes() {
        return format == ImageFormat.RAW ? OptionalLong.of(disk.layout().bytes()) : OptionalLong.empty();
    }

    private ChunkEncoder encoder(OutputStream out) {
        return switch (format) {
            case ZSTD -> new ChunkEncoder.Zstd(new SeekableWriter(out));
            case RAW -> new ChunkEncoder.Raw(out, codecs);
            case GZIP -> new ChunkEncoder.Gzip(out, codecs, disk.layout().chunks() == 0);
            case XZ, BZIP2 ->
                throw new IllegalArgumentException("A clone cannot be written as %s".formatted(format.ending()));
        };
    }
}
