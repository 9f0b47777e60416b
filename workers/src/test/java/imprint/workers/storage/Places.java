package imprint.workers.storage;

import imprint.workflows.address.FtpMode;
import imprint.workflows.address.Server;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.Trust;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Locations for tests, with what is needed to enter them. */
public final class Places {

    private Places() {}

    public static StorageAccess directory(Path path) {
        return new StorageAccess(new StorageAddress.Directory(path.toString()), null);
    }

    public static StorageAccess ftp(
            String host, int port, String directory, Credentials login, FtpMode mode, @Nullable Trust tls) {
        return new StorageAccess(
                new StorageAddress.Ftp(new Server(host, port), directory, login.user(), mode, tls), login.password());
    }

    public static StorageAccess http(
            String host, int port, String directory, @Nullable Credentials login, @Nullable Trust tls) {
        var server = new Server(host, port);
        return login == null
                ? new StorageAccess(new StorageAddress.Http(server, directory, null, tls), null)
                : new StorageAccess(new StorageAddress.Http(server, directory, login.user(), tls), login.password());
    }

    public static StorageAccess cifs(
            String host, int port, String share, String directory, @Nullable String domain, Credentials login) {
        return new StorageAccess(
                new StorageAddress.Cifs(new Server(host, port), share, directory, domain, login.user()),
                login.password());
    }

    public static StorageAccess nfs(
            String host, int port, String export, String directory, int version, int uid, int gid) {
        return new StorageAccess(
                new StorageAddress.Nfs(new Server(host, port), export, directory, version, uid, gid), null);
    }
}
