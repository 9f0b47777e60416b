package imprint.workflows.device;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a heartbeat.
 *
 * @param credential the new one, that the device is to keep; null when it keeps the one it has
 * @param knownFacts the digest of the facts that are known of the device; null when they are to be told whole
 * @param isJudged whether the device is known to be the one it says; if not, it has to tell its facts first
 */
public record Contact(
        UUID deviceId,
        @Nullable String credential,
        @Nullable String knownFacts,
        boolean isJudged) {

    static Contact toTellItsFacts(UUID deviceId) {
        return new Contact(deviceId, null, null, false);
    }
}
