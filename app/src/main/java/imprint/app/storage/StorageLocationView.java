package imprint.app.storage;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import imprint.workflows.storage.StorageLocation;
import java.time.Instant;
import java.util.UUID;

/**
 * @param hasPassword whether one is kept; it is never told
 * @param version to be said with a change
 */
record StorageLocationView(
        UUID id,
        String name,
        String url,
        @JsonUnwrapped LocationFields fields,
        boolean hasPassword,
        Instant createdAt,
        long version) {

    static StorageLocationView of(StorageLocation location) {
        return new StorageLocationView(
                location.id(),
                location.name(),
                location.address().url(),
                LocationFields.of(location.address()),
                location.hasPassword(),
                location.createdAt(),
                location.currentVersion());
    }
}
