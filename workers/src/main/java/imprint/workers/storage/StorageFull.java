package imprint.workers.storage;

import org.jspecify.annotations.Nullable;

/** The location has no room for the file. */
public final class StorageFull extends StorageException {

    StorageFull(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
