package imprint.app.storage;

import imprint.workflows.storage.StorageKind;
import imprint.workflows.storage.StorageLocation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record StorageLocationView(
        UUID id,
        String name,
        StorageKind kind,
        @Nullable String host,
        @Nullable Integer port,
        String path,
        @Nullable String userName,
        Instant createdAt) {

    static StorageLocationView of(StorageLocation location) {
        return new StorageLocationView(
                location.id(),
                location.name(),
                location.kind(),
                location.host(),
                location.port(),
                location.path(),
                location.userName(),
                location.createdAt());
    }
}
