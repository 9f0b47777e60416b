package imprint.workers.site;

import java.io.IOException;

/** Hears how far a step has come; throws to stop it. */
@FunctionalInterface
interface StepProgress {

    /** For work of which nobody asks how far it is. */
    StepProgress UNHEARD = (_, _, _) -> {};

    /** Something has moved that is not counted: a disk's chunk that came out of the file. */
    default void pieceMoved() throws IOException {}

    void at(long bytesDone, long bytesTotal, long bytesMoved) throws IOException;
}
