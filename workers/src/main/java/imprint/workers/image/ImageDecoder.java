package imprint.workers.image;

import com.github.luben.zstd.ZstdInputStream;
import imprint.imaging.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Opens the disk in an image file. All parts of a file that was put together from several are read. */
final class ImageDecoder {

    /** 128 MiB: what {@code zstd --ultra -22} and {@code xz -9} need at most without further options. */
    private static final int ZSTD_WINDOW_LOG = 27;

    private static final int XZ_MEMORY_KIB = 128 << 10;

    private static final int BUFFER_BYTES = 64 << 10;

    private ImageDecoder() {}

    /** Every failure of the stream that it returns is an {@link ImageCorrupt}. */
    static InputStream open(ImageFormat format, InputStream file) throws IOException {
        try {
            return new DecodingStream(
                    switch (format) {
                        case RAW -> file;
                        case ZSTD -> new ZstdInputStream(file).setLongMax(ZSTD_WINDOW_LOG);
                        case GZIP ->
                            GzipCompressorInputStream.builder()
                                    .setInputStream(file)
                                    .setBufferSize(BUFFER_BYTES)
                                    .setDecompressConcatenated(true)
                                    .get();
                        case XZ -> new XZInputStream(file, XZ_MEMORY_KIB);
                        case BZIP2 -> new BZip2CompressorInputStream(file, true);
                    });
        } catch (IOException | RuntimeException e) {
            throw DecodingStream.corrupt(e);
        }
    }
}
