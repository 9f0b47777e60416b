package imprint.workers.nfs;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Writes a file, while the blocks before are on their way still. On its context's thread. */
final class WriteBehind {

    /** The bytes after which the server must have them on its disk before it is sent more. */
    static final long COMMIT_BYTES = 64L << 20;

    /** What a request of version 4 has room for in libnfs 4, which tells no size for it. */
    private static final int SMALL = 3584;

    /** Number as in Linux's {@code errno.h}. */
    private static final int EIO = 5;

    private final NfsContext context;
    private final MemorySegment file;
    private final int most;
    private final Deque<Block> idle;
    private final Deque<Piece> unfinished = new ArrayDeque<>();
    private int underWay;
    private int failure;
    private long uncommitted;

    /** @param most the largest write that the server takes; 0 when that is not known */
    WriteBehind(NfsContext context, MemorySegment file, long most, List<Block> blocks) {
        this.context = context;
        this.file = file;
        this.most = most == 0 ? SMALL : (int) Math.min(most, Block.BYTES);
        this.idle = new ArrayDeque<>(blocks);
    }

    /** A block to fill. */
    Block take() throws NfsException {
        while (idle.isEmpty()) {
            serve();
        }
        return idle.remove();
    }

    /** Sends a block, and gives another one to fill. */
    Block send(Block block) throws NfsException {
        block.pieces = Math.ceilDiv(block.length, most);
        underWay++;
        for (int at = 0; at < block.length; at += most) {
            new Piece(block, at, Math.min(block.length, at + most)).begin();
        }
        uncommitted += block.length;
        if (uncommitted >= COMMIT_BYTES) {
            commit();
        }
        return take();
    }

    /** Waits until all that was sent is on the server's disk. */
    boolean commit() throws NfsException {
        while (underWay > 0) {
            serve();
        }
        uncommitted = 0;
        return context.ask(
                (answer, token) -> (int) context.functions().fsync.invokeExact(context.pointer(), file, answer, token),
                _ -> true);
    }

    private void serve() throws NfsException {
        context.serve();
        if (failure < 0) {
            throw context.failure(failure);
        }
        while (!unfinished.isEmpty()) {
            unfinished.remove().begin();
        }
    }

    private final class Piece implements NfsContext.Answer {

        private final Block block;
        private final int end;
        private int at;

        Piece(Block block, int at, int end) {
            this.block = block;
            this.at = at;
            this.end = end;
        }

        void begin() throws NfsException {
            MemorySegment bytes = block.memory.asSlice(at, end - at);
            context.begin(
                    (answer, token) -> (int) context.functions()
                            .pwrite
                            .invokeExact(
                                    context.pointer(), file, block.offset + at, bytes.byteSize(), bytes, answer, token),
                    this);
        }

        @Override
        public void take(int status, MemorySegment data) {
            if (status <= 0) {
                failure = status < 0 ? status : -EIO;
                return;
            }
            at += status;
            if (at < end) {
                // why: a server may take less than it is sent.
                unfinished.add(this);
            } else if (--block.pieces == 0) {
                underWay--;
                idle.add(block);
            }
        }
    }
}
