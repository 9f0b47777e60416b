package imprint.app.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param modified null where the protocol does not tell
 * @param listed whether it is in the inventory already
 */
record StoredFileView(String name, long bytes, @Nullable Instant modified, boolean listed) {}
