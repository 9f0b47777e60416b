package imprint.workers.image;

import java.io.IOException;

/** One of the things done with a stream at the same time, each on a thread of its own. */
@FunctionalInterface
interface Branch {

    /** Reads the slices, to their end unless it throws. */
    void read(Slices slices) throws IOException;
}
