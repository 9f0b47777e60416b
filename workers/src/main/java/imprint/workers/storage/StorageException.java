package imprint.workers.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What went wrong at a storage location; the message is a sentence for a person, without secrets. */
public abstract sealed class StorageException extends IOException
        permits FileMissing, FileExists, FileChanged, StorageFull, StorageRefused, StorageUnreachable {

    StorageException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
