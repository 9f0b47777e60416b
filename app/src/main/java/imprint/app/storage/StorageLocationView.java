package imprint.app.storage;

import imprint.workflows.storage.FtpMode;
import imprint.workflows.storage.StorageKind;
import imprint.workflows.storage.StorageLocation;
import imprint.workflows.storage.Tls;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param hasPassword whether one is kept; it is never told
 * @param version to be said with a change
 */
record StorageLocationView(
        UUID id,
        String name,
        String url,
        @Nullable StorageKind kind,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String share,
        @Nullable String export,
        @Nullable String directory,
        @Nullable String domain,
        @Nullable String userName,
        boolean hasPassword,
        @Nullable Tls tls,
        @Nullable String authorities,
        @Nullable String fingerprint,
        @Nullable FtpMode ftpMode,
        @Nullable Integer nfsVersion,
        @Nullable Integer uid,
        @Nullable Integer gid,
        Instant createdAt,
        long version) {

    static StorageLocationView of(StorageLocation location) {
        var address = location.address();
        var fields = address.fields();
        return new StorageLocationView(
                location.id(),
                location.name(),
                address.url(),
                fields.kind(),
                fields.host(),
                fields.port(),
                fields.share(),
                fields.export(),
                fields.directory(),
                fields.domain(),
                fields.userName(),
                location.hasPassword(),
                fields.tls(),
                fields.authorities(),
                fields.fingerprint(),
                fields.ftpMode(),
                fields.nfsVersion(),
                fields.uid(),
                fields.gid(),
                location.createdAt(),
                location.currentVersion());
    }
}
