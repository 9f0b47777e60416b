package imprint.workers.image;

import com.github.luben.zstd.ZstdInputStream;
import imprint.imaging.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.SingleXZInputStream;

/** Opens the disk in an image file. All parts of a file that was put together from several are read. */
final class ImageDecoder {

    /** 128 MiB: what {@code zstd --ultra -22} and {@code xz -9} need at most without further options. */
    private static final int ZSTD_WINDOW_LOG = 27;

    static final long MOST_BYTES = 1L << ZSTD_WINDOW_LOG;

    // why more: the decoder needs some hundred KiB beside its dictionary, and the next larger one has 192 MiB.
    private static final int XZ_MEMORY_KIB = (128 << 10) + 1024;

    private ImageDecoder() {}

    /** Every failure of the stream that it returns is an {@link ImageException}. */
    static InputStream open(ImageFormat format, SlicesStream content) throws IOException {
        CompressedFile file = new CompressedFile(content, format);
        try {
            return new DecodingStream(
                    switch (format) {
                        case RAW -> content;
                        case ZSTD -> new ZstdInputStream(new ZstdFrames(file, MOST_BYTES)).setLongMax(ZSTD_WINDOW_LOG);
                        case GZIP -> new Members(file, GzipMember::new);
                        case XZ -> new Members(file, in -> new SingleXZInputStream(in, XZ_MEMORY_KIB));
                        case BZIP2 -> new Members(file, in -> new BZip2CompressorInputStream(in, false));
                    });
        } catch (IOException | RuntimeException e) {
            throw DecodingStream.failure(e);
        }
    }
}
