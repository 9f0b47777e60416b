package imprint.workers.image;

import java.io.IOException;

/** Takes the chunks of a disk in their order. */
@FunctionalInterface
public interface ChunkSink {

    /** @param plain the chunk's content in its first {@code length} bytes, valid until this returns */
    void chunk(long chunk, byte[] plain, int length) throws IOException;
}
