package imprint.workers.nfs;

import java.lang.foreign.MemorySegment;

/** A piece of a file on its way, in memory that is used again and again. */
final class Block {

    static final int BYTES = 1 << 20;

    /** What comes after the last block, and before the first. */
    static final Block NONE = new Block(MemorySegment.NULL);

    final MemorySegment memory;
    long offset;
    int length;
    /** Requests that are not yet answered, where the block goes in several. */
    int pieces;

    Block(MemorySegment memory) {
        this.memory = memory;
    }
}
