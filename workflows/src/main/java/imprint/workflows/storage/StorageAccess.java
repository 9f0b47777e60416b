package imprint.workflows.storage;

import org.jspecify.annotations.Nullable;

/** A location with what is needed to enter it; handed to the data plane only, never to a page or a log. */
public record StorageAccess(
        StorageKind kind,
        @Nullable String host,
        @Nullable Integer port,
        String path,
        @Nullable String userName,
        @Nullable String password) {

    @Override
    public String toString() {
        return "StorageAccess[kind=%s, host=%s, path=%s]".formatted(kind, host, path);
    }
}
