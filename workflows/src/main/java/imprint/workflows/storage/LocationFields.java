package imprint.workflows.storage;

import imprint.workflows.failure.InvalidInput;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where files lie, field by field, as a person fills in a form; which of them a kind has, {@link StorageKind} says, and
 * what they mean, {@link StorageAddress}.
 */
@Embeddable
public record LocationFields(
        @Enumerated(EnumType.STRING) @Nullable StorageKind kind,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String share,
        @Nullable String export,
        @Nullable String directory,
        @Nullable String domain,
        @Nullable String userName,
        @Enumerated(EnumType.STRING) @Nullable Tls tls,
        @Nullable String authorities,
        @Nullable String fingerprint,
        @Enumerated(EnumType.STRING) @Nullable FtpMode ftpMode,
        @Nullable Integer nfsVersion,
        @Nullable Integer uid,
        @Nullable Integer gid) {

    /** What these fields and a URL say together; they must not contradict each other. */
    LocationFields agreedWith(LocationFields url) {
        return new LocationFields(
                agreed("kind", kind, url.kind),
                agreed("host", host, url.host),
                agreed("port", port, url.port),
                agreed("share", share, url.share),
                agreed("export", export, url.export),
                agreed("directory", directory, url.directory),
                agreed("domain", domain, url.domain),
                agreed("userName", userName, url.userName),
                agreed("tls", tls, url.tls),
                agreed("authorities", authorities, url.authorities),
                agreed("fingerprint", fingerprint, url.fingerprint),
                agreed("ftpMode", ftpMode, url.ftpMode),
                agreed("nfsVersion", nfsVersion, url.nfsVersion),
                agreed("uid", uid, url.uid),
                agreed("gid", gid, url.gid));
    }

    private static <T> @Nullable T agreed(String field, @Nullable T said, @Nullable T inUrl) {
        if (said != null && inUrl != null && !said.equals(inUrl)) {
            throw new InvalidInput(field, "The URL says %s: say it in one place only.".formatted(inUrl));
        }
        return said == null ? inUrl : said;
    }

    /** @throws InvalidInput for the first field that locations of this kind do not have */
    void requireOnlyThoseOf(StorageKind kind) {
        byName().forEach((field, value) -> {
            if (value != null && !kind.has(field)) {
                throw new InvalidInput(field, "A location of kind %s has no such field: leave it out.".formatted(kind));
            }
        });
    }

    private Map<String, @Nullable Object> byName() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("host", host);
        fields.put("port", port);
        fields.put("share", share);
        fields.put("export", export);
        fields.put("directory", directory);
        fields.put("domain", domain);
        fields.put("userName", userName);
        fields.put("tls", tls);
        fields.put("authorities", authorities);
        fields.put("fingerprint", fingerprint);
        fields.put("ftpMode", ftpMode);
        fields.put("nfsVersion", nfsVersion);
        fields.put("uid", uid);
        fields.put("gid", gid);
        return fields;
    }

    /** The value, once it is sure that it is there. */
    static <T> T required(String field, @Nullable T value, String remedy) {
        if (value == null || value.equals("")) {
            throw new InvalidInput(field, remedy);
        }
        return value;
    }
}
