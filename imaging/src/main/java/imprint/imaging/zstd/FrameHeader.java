package imprint.imaging.zstd;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;

/** What a frame says of itself before it is decompressed. */
final class FrameHeader {

    /** zstd's {@code ZSTD_CONTENTSIZE_UNKNOWN}. */
    static final long UNKNOWN = -1;

    private FrameHeader() {}

    /**
     * The bytes of the first frame in {@code buffer}; a negative number when a direct buffer holds no whole frame.
     *
     * @throws com.github.luben.zstd.ZstdException when a heap buffer holds no whole frame
     */
    static long frameLength(ByteBuffer buffer) {
        return buffer.isDirect()
                ? Zstd.findDirectByteBufferFrameCompressedSize(buffer, buffer.position(), buffer.remaining())
                : Zstd.findFrameCompressedSize(
                        buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
    }

    /** The bytes that the frame declares to hold; {@link #UNKNOWN}, or less for a header that is none. */
    static long contentLength(ByteBuffer frame) {
        return frame.isDirect()
                ? Zstd.getDirectByteBufferFrameContentSize(frame, frame.position(), frame.remaining(), false)
                : Zstd.getFrameContentSize(frame.array(), frame.arrayOffset() + frame.position(), frame.remaining());
    }
}
