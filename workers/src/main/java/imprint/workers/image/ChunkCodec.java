package imprint.workers.image;

import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.zstd.FrameCorrupt;
import imprint.imaging.zstd.Frames;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Turns chunks into frames and back in buffers of its own; borrowed from a pool, for one thread at a time. */
public final class ChunkCodec implements AutoCloseable {

    private final Frames frames = new Frames();
    private final ByteBuffer plain = ByteBuffer.allocate(DiskLayout.CHUNK_BYTES);
    private final ByteBuffer frame = ByteBuffer.allocate(Frames.MAX_BYTES);
    private final Consumer<ChunkCodec> giveBack;

    ChunkCodec(Consumer<ChunkCodec> giveBack) {
        this.giveBack = giveBack;
    }

    /**
     * @return the plain chunk on the heap, valid until this codec is used again
     * @throws FrameCorrupt unless this is one frame of {@code length} bytes
     */
    public ByteBuffer decompress(ByteBuffer frame, int length) throws FrameCorrupt {
        frames.decompress(frame, plain.clear().limit(length));
        return plain.flip();
    }

    /**
     * @param plain a chunk, on the heap
     * @return the frame, valid until this codec is used again
     */
    public ByteBuffer compress(ByteBuffer plain) {
        frames.compress(plain, frame.clear());
        return frame.flip();
    }

    @Override
    public void close() {
        giveBack.accept(this);
    }

    void free() {
        frames.close();
    }
}
