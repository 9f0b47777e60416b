package imprint.workers.control;

import imprint.workers.storage.Credentials;
import imprint.workers.storage.FtpMode;
import imprint.workers.storage.StorageLocation;
import imprint.workflows.storage.StorageAccess;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A location as the domain keeps it, and as the data plane opens it. */
final class Locations {

    private Locations() {}

    static StorageLocation of(StorageAccess access) {
        return switch (access.kind()) {
            case FILE -> new StorageLocation.Directory(Path.of(access.path()));
            case FTP ->
                new StorageLocation.Ftp(
                        host(access),
                        port(access, 21),
                        access.path(),
                        Objects.requireNonNullElseGet(credentials(access), () -> new Credentials("anonymous", "")),
                        FtpMode.PASSIVE,
                        null);
            case HTTP ->
                new StorageLocation.Http(host(access), port(access, 80), access.path(), credentials(access), null);
        };
    }

    private static String host(StorageAccess access) {
        return Objects.requireNonNull(access.host(), "host");
    }

    private static int port(StorageAccess access, int usual) {
        return access.port() == null ? usual : access.port();
    }

    private static @Nullable Credentials credentials(StorageAccess access) {
        return access.userName() == null
                ? null
                : new Credentials(access.userName(), Objects.requireNonNullElse(access.password(), ""));
    }
}
