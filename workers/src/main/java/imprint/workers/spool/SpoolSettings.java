package imprint.workers.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of a site's spool.
 *
 * @param directory where it lies
 * @param maxBytes of frames, captures and images together
 * @param keepAfterUse how long an image is held for an operation that has used it, if that is still under way; other
 *     images are kept as long as there is room
 */
public record SpoolSettings(Path directory, long maxBytes, Duration keepAfterUse) {

    public SpoolSettings {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("A spool needs room: " + maxBytes);
        }
        if (keepAfterUse.isNegative()) {
            throw new IllegalArgumentException("An image cannot be kept for " + keepAfterUse);
        }
    }
}
