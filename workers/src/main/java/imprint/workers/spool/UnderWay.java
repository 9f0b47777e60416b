package imprint.workers.spool;

import java.io.IOException;
import java.util.UUID;

/** Knows of operations whether they may still use an image. */
@FunctionalInterface
public interface UnderWay {

    boolean isUnderWay(UUID operationId) throws IOException;
}
