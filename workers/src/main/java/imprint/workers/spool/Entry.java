package imprint.workers.spool;

import imprint.imaging.chunk.Digest;

/** What a journal says, in the order in which it became true. */
sealed interface Entry {

    /** The first entry: the disk has this many bytes. */
    record Disk(long bytes) implements Entry {}

    /** The frame of {@code chunk}, whose content has this digest, stands at {@code offset} of the frames. */
    record Frame(long chunk, long offset, int length, Digest content) implements Entry {}

    /** {@code count} chunks from {@code first} on are zero. */
    record Zeros(long first, long count) implements Entry {}
}
