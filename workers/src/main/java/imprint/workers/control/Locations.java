package imprint.workers.control;

import imprint.workers.storage.Credentials;
import imprint.workers.storage.FtpMode;
import imprint.workers.storage.NfsVersion;
import imprint.workers.storage.StorageLocation;
import imprint.workers.storage.TlsTrust;
import imprint.workflows.storage.Server;
import imprint.workflows.storage.StorageAccess;
import imprint.workflows.storage.StorageAddress;
import imprint.workflows.storage.Trust;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A location as the domain keeps it, and as the data plane opens it. */
final class Locations {

    private static final Credentials ANONYMOUS = new Credentials("anonymous", "");

    private Locations() {}

    static StorageLocation of(StorageAccess access) {
        return switch (access.address()) {
            case StorageAddress.Directory file -> new StorageLocation.Directory(Path.of(file.directory()));
            case StorageAddress.Ftp ftp ->
                new StorageLocation.Ftp(
                        ftp.server().host(),
                        port(ftp.server(), 21),
                        ftp.directory(),
                        Objects.requireNonNullElse(credentials(access), ANONYMOUS),
                        mode(ftp.mode()),
                        trust(ftp.tls()));
            case StorageAddress.Cifs cifs ->
                new StorageLocation.Cifs(
                        cifs.server().host(),
                        port(cifs.server(), 445),
                        cifs.share(),
                        cifs.directory(),
                        cifs.domain(),
                        Objects.requireNonNull(credentials(access)));
            case StorageAddress.Http http ->
                new StorageLocation.Http(
                        http.server().host(),
                        port(http.server(), http.tls() == null ? 80 : 443),
                        http.directory(),
                        credentials(access),
                        trust(http.tls()));
            case StorageAddress.Nfs nfs ->
                new StorageLocation.Nfs(
                        nfs.server().host(),
                        port(nfs.server(), 0),
                        nfs.export(),
                        nfs.directory(),
                        nfs.version() == 3 ? NfsVersion.V3 : NfsVersion.V4,
                        nfs.uid(),
                        nfs.gid());
        };
    }

    private static int port(Server server, int usual) {
        return server.port() == null ? usual : server.port();
    }

    private static @Nullable Credentials credentials(StorageAccess access) {
        var user = access.address().user();
        return user == null ? null : new Credentials(user, Objects.requireNonNullElse(access.password(), ""));
    }

    private static FtpMode mode(imprint.workflows.storage.FtpMode mode) {
        return switch (mode) {
            case PASSIVE -> FtpMode.PASSIVE;
            case ACTIVE -> FtpMode.ACTIVE;
        };
    }

    private static @Nullable TlsTrust trust(@Nullable Trust trust) {
        return switch (trust) {
            case null -> null;
            case Trust.System _ -> new TlsTrust.System();
            case Trust.PrivateCa ca -> new TlsTrust.PrivateCa(ca.authorities().certificates());
            case Trust.Pinned pinned -> new TlsTrust.Pinned(pinned.sha256());
        };
    }
}
