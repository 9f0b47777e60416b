package imprint.workers.nfs;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Reads a file in order, while the blocks that follow are on their way already. On its context's thread. */
final class ReadAhead {

    private final NfsContext context;
    private final MemorySegment file;
    private final long size;
    private final Deque<Block> idle;
    private final Deque<Reading> asked = new ArrayDeque<>();
    private long next;
    private int most = Block.BYTES;
    private boolean ended;

    /** @param size what the file should have; a byte more is asked for, so that a longer one is noticed */
    ReadAhead(NfsContext context, MemorySegment file, long size, long offset, List<Block> blocks) {
        this.context = context;
        this.file = file;
        this.size = size;
        this.next = offset;
        this.idle = new ArrayDeque<>(blocks);
    }

    /**
     * The next bytes; {@link Block#NONE} or an empty block at the end.
     *
     * @param used a block that this has given and that is wanted no longer
     */
    Block next(Block used) throws NfsException {
        if (used != Block.NONE) {
            idle.add(used);
        }
        while (next <= size && !ended && !idle.isEmpty()) {
            var reading = new Reading(idle.remove(), next, most);
            asked.add(reading);
            reading.begin();
            next += most;
        }
        Reading first = asked.poll();
        if (first == null || ended) {
            return Block.NONE;
        }
        ended = first.bytes() < first.wanted;
        return first.block;
    }

    private final class Reading implements NfsContext.Answer {

        private final Block block;
        private final int wanted;
        private boolean answered;
        private int status;

        Reading(Block block, long offset, int wanted) {
            this.block = block;
            this.wanted = wanted;
            block.offset = offset;
            block.length = 0;
        }

        void begin() throws NfsException {
            answered = false;
            context.begin(
                    (answer, token) -> (int) context.functions()
                            .pread
                            .invokeExact(
                                    context.pointer(),
                                    file,
                                    block.offset + block.length,
                                    (long) (wanted - block.length),
                                    answer,
                                    token),
                    this);
        }

        @Override
        @SuppressWarnings("restricted")
        public void take(int status, MemorySegment data) {
            this.status = status;
            if (status > 0) {
                int bytes = Math.min(status, wanted - block.length);
                MemorySegment.copy(data.reinterpret(bytes), 0, block.memory, block.length, bytes);
                block.length += bytes;
            }
            answered = true;
        }

        /** Waits for the block; it is short only where the file ends. */
        int bytes() throws NfsException {
            await();
            while (status > 0 && block.length < wanted && block.offset + block.length < size) {
                // why: a server may give less than it is asked for, and will do so again.
                most = block.length;
                begin();
                await();
            }
            return block.length;
        }

        private void await() throws NfsException {
            while (!answered) {
                context.serve();
            }
            if (status < 0) {
                throw context.failure(status);
            }
        }
    }
}
