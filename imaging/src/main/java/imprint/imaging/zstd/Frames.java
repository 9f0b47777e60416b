package imprint.imaging.zstd;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import imprint.imaging.chunk.DiskLayout;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a chunk into one zstd frame (RFC 8878) and back: level 3, with the content's size and checksum in the frame.
 *
 * <p>Holds native memory until it is closed, and serves one thread at a time. Sources keep their positions.
 */
public final class Frames implements AutoCloseable {

    /** The longest frame of a chunk, by zstd's {@code ZSTD_COMPRESSBOUND}: 4 MiB and 16 KiB. */
    public static final int MAX_BYTES = DiskLayout.CHUNK_BYTES + (DiskLayout.CHUNK_BYTES >> 8);

    private static final int LEVEL = 3;

    private final ZstdCompressCtx compressor =
            new ZstdCompressCtx().setLevel(LEVEL).setContentSize(true).setChecksum(true);
    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
    private @Nullable ByteBuffer direct;
    private @Nullable ByteBuffer heap;

    /** The frame of a chunk of zeros, read-only. */
    public static ByteBuffer zeros(int length) {
        return length == DiskLayout.CHUNK_BYTES ? ZeroChunk.FRAME.duplicate() : compressZeros(length);
    }

    /** Compresses what remains in {@code plain}: a chunk in a buffer that is direct, or backed by an array. */
    public byte[] compress(ByteBuffer plain) {
        ByteBuffer frame = scratch(plain.isDirect());
        compress(plain, frame);
        byte[] copy = new byte[frame.flip().remaining()];
        frame.get(copy);
        return copy;
    }

    /**
     * Compresses what remains in {@code plain}, without a copy.
     *
     * @param into takes the frame at its position and has room for {@link #MAX_BYTES}; direct as {@code plain} is, or
     *     backed by an array as {@code plain} is
     * @return the length of the frame in bytes
     */
    public int compress(ByteBuffer plain, ByteBuffer into) {
        int length = plain.isDirect()
                ? compressor.compressDirectByteBuffer(
                        into, into.position(), into.remaining(), plain, plain.position(), plain.remaining())
                : compressor.compressByteArray(
                        into.array(),
                        into.arrayOffset() + into.position(),
                        into.remaining(),
                        plain.array(),
                        plain.arrayOffset() + plain.position(),
                        plain.remaining());
        into.position(into.position() + length);
        return length;
    }

    /**
     * Decompresses one frame.
     *
     * @throws FrameCorrupt unless {@code frame} holds just one whole frame of {@code expectedLength} bytes
     */
    public byte[] decompress(ByteBuffer frame, int expectedLength) throws FrameCorrupt {
        byte[] plain = new byte[expectedLength];
        decompress(frame, ByteBuffer.wrap(plain));
        return plain;
    }

    /**
     * Decompresses one frame, heap or direct.
     *
     * @param into filled from its position to its limit, heap or direct; never written to past its limit
     * @throws FrameCorrupt unless {@code frame} holds just one whole frame of as many bytes as remain in {@code into}
     */
    public void decompress(ByteBuffer frame, ByteBuffer into) throws FrameCorrupt {
        ByteBuffer source = readable(frame);
        int expectedLength = into.remaining();
        int length;
        try {
            check(source, expectedLength);
            length = decompressAll(source, into);
        } catch (ZstdException e) {
            throw new FrameCorrupt("Not a zstd frame of %s bytes".formatted(expectedLength), e);
        }
        if (length != expectedLength) {
            throw new FrameCorrupt("A frame of %s bytes where %s were expected".formatted(length, expectedLength));
        }
        into.position(into.limit());
    }

    @Override
    public void close() {
        compressor.close();
        decompressor.close();
    }

    private static void check(ByteBuffer frame, int expectedLength) throws FrameCorrupt {
        // why: zstd-jni takes an empty buffer for a fault of the program.
        if (!frame.hasRemaining() || FrameHeader.frameLength(frame) != frame.remaining()) {
            throw new FrameCorrupt("Not one whole zstd frame");
        }
        long declared = FrameHeader.contentLength(frame);
        if (declared != expectedLength && declared != FrameHeader.UNKNOWN) {
            throw new FrameCorrupt(
                    "A frame that declares %s bytes where %s were expected".formatted(declared, expectedLength));
        }
    }

    private int decompressAll(ByteBuffer frame, ByteBuffer into) {
        int from = frame.position();
        int to = into.position();
        if (frame.isDirect() && into.isDirect()) {
            return decompressor.decompressDirectByteBuffer(into, to, into.remaining(), frame, from, frame.remaining());
        }
        if (frame.isDirect()) {
            return decompressor.decompressDirectByteBufferToByteArray(
                    into.array(), into.arrayOffset() + to, into.remaining(), frame, from, frame.remaining());
        }
        if (into.isDirect()) {
            return decompressor.decompressByteArrayToDirectByteBuffer(
                    into, to, into.remaining(), frame.array(), frame.arrayOffset() + from, frame.remaining());
        }
        return decompressor.decompressByteArray(
                into.array(),
                into.arrayOffset() + to,
                into.remaining(),
                frame.array(),
                frame.arrayOffset() + from,
                frame.remaining());
    }

    /** A read-only buffer on the heap hides its array: it is copied. */
    private static ByteBuffer readable(ByteBuffer buffer) {
        if (buffer.isDirect() || buffer.hasArray()) {
            return buffer;
        }
        return ByteBuffer.allocate(buffer.remaining()).put(buffer.duplicate()).flip();
    }

    private ByteBuffer scratch(boolean isDirect) {
        if (isDirect) {
            direct = direct == null ? ByteBuffer.allocateDirect(MAX_BYTES) : direct.clear();
            return direct;
        }
        heap = heap == null ? ByteBuffer.allocate(MAX_BYTES) : heap.clear();
        return heap;
    }

    private static ByteBuffer compressZeros(int length) {
        try (Frames frames = new Frames()) {
            return ByteBuffer.wrap(frames.compress(ByteBuffer.allocate(length))).asReadOnlyBuffer();
        }
    }

    private static final class ZeroChunk {
        static final ByteBuffer FRAME = compressZeros(DiskLayout.CHUNK_BYTES);
    }
}
