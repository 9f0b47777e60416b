package imprint.workers.storage;

import imprint.imaging.image.FileName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file as a location lists it.
 *
 * @param modified null where the protocol does not tell
 */
public record StoredFile(
        FileName name, long bytes, @Nullable Instant modified) {

    public StoredFile(FileName name, long bytes) {
        this(name, bytes, null);
    }
}
