package imprint.workers.spool;

import java.io.IOException;

/** A chunk has arrived before, with other content: the disk was changed while it was captured. */
public final class ChunkConflict extends IOException {

    ChunkConflict(long chunk) {
        super("Chunk %d has arrived before, with other content.".formatted(chunk));
    }
}
