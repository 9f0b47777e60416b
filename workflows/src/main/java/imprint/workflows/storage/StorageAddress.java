package imprint.workflows.storage;

import imprint.workflows.failure.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a storage location, but for its password.
 *
 * @param host null for {@link StorageKind#FILE}
 * @param port null for the protocol's own
 * @param path the directory; absolute for {@link StorageKind#FILE}
 */
public record StorageAddress(
        String name,
        StorageKind kind,
        @Nullable String host,
        @Nullable Integer port,
        String path,
        @Nullable String userName) {

    public StorageAddress {
        if (kind == StorageKind.FILE && host != null) {
            throw new InvalidInput("host", "A location of kind FILE has no host: leave it out.");
        }
        if (kind != StorageKind.FILE && (host == null || !host.matches("[A-Za-z0-9._:-]+"))) {
            throw new InvalidInput("host", "Name the server: letters, digits, dots and dashes.");
        }
        if (kind == StorageKind.FILE && !path.startsWith("/")) {
            throw new InvalidInput("path", "Give the whole path of the directory, from the first /.");
        }
        if (path.chars().anyMatch(Character::isISOControl) || path.matches("(.*/)?\\.\\.(/.*)?")) {
            throw new InvalidInput("path", "A path has no control characters and no \"..\".");
        }
    }
}
