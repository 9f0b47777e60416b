package imprint.workers.image;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A pool of codecs. More than it keeps can be borrowed; who borrows is bounded elsewhere. */
public final class ChunkCodecs implements AutoCloseable {

    private final BlockingQueue<ChunkCodec> idle;

    /** @param kept codecs, of 8 MiB each and as much of native memory */
    public ChunkCodecs(int kept) {
        idle = new ArrayBlockingQueue<>(kept);
    }

    public ChunkCodec borrow() {
        ChunkCodec codec = idle.poll();
        return codec == null ? new ChunkCodec(this::giveBack) : codec;
    }

    @Override
    public void close() {
        for (ChunkCodec codec = idle.poll(); codec != null; codec = idle.poll()) {
            codec.free();
        }
    }

    private void giveBack(ChunkCodec codec) {
        if (!idle.offer(codec)) {
            codec.free();
        }
    }
}
