package imprint.workers.image;

import java.io.IOException;

/** Hears how far a stream has been read; throws to give it up. */
@FunctionalInterface
public interface ByteProgress {

    void at(long bytes) throws IOException;
}
