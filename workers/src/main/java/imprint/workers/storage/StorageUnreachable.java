package imprint.workers.storage;

import org.jspecify.annotations.Nullable;

/** The location does not answer, or stopped answering: it may do so later. */
public final class StorageUnreachable extends StorageException {

    StorageUnreachable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
