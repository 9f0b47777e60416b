package imprint.app.storage;

import imprint.workflows.address.FtpMode;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.StorageKind;
import imprint.workflows.address.Tls;
import imprint.workflows.failure.InvalidInput;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where files lie, field by field; which of them a kind has, {@link StorageAddress} says. What forms send of fields that
 * nobody has filled in is left out.
 */
record LocationFields(
        @Nullable StorageKind kind,
        @Nullable String host,

        @Schema(description = "Left out for the protocol's own") @Nullable
        Integer port,

        @Schema(description = "CIFS: the share's name", maxLength = 80) @Nullable
        String share,

        @Schema(description = "NFS: the export, from the first /", maxLength = 1000) @Nullable
        String export,

        @Schema(
                description = "FILE: from the first /; otherwise below share, export, login or server",
                maxLength = 1000)
        @Nullable
        String directory,

        @Schema(description = "CIFS: the user's domain", maxLength = 200) @Nullable
        String domain,

        @Schema(maxLength = 200) @Nullable String userName,

        @Schema(description = "By what the server's certificate is judged; FTP: NONE when left out, HTTPS: SYSTEM")
        @Nullable
        Tls tls,

        @Schema(description = "For PRIVATE_CA: certificates in PEM", maxLength = 100_000) @Nullable
        String authorities,

        @Schema(description = "For PINNED: SHA-256 of the certificate, in hexadecimal digits", maxLength = 200)
        @Nullable
        String fingerprint,

        @Nullable FtpMode ftpMode,

        @Schema(description = "3 or 4; 4 when left out") @Nullable
        Integer nfsVersion,

        @Schema(description = "NFS: whose number files are made and read with; 65534 when left out") @Nullable
        Integer uid,

        @Schema(description = "NFS: as uid, for the group") @Nullable
        Integer gid) {

    private static final JsonMapper JSON = new JsonMapper();

    LocationFields {
        host = strippedOrNull(host);
        share = strippedOrNull(share);
        export = strippedOrNull(export);
        domain = strippedOrNull(domain);
        userName = strippedOrNull(userName);
        authorities = strippedOrNull(authorities);
        fingerprint = strippedOrNull(fingerprint);
    }

    static LocationFields of(StorageAddress address) {
        return JSON.convertValue(address.fields(), LocationFields.class);
    }

    /** @throws InvalidInput for what is too long to be sent; a URL may say longer paths */
    Map<String, @Nullable Object> byName() {
        requireAtMost(80, "share", share);
        requireAtMost(1000, "export", export);
        requireAtMost(1000, "directory", directory);
        requireAtMost(200, "domain", domain);
        requireAtMost(200, "userName", userName);
        requireAtMost(100_000, "authorities", authorities);
        requireAtMost(200, "fingerprint", fingerprint);
        return JSON.convertValue(this, new TypeReference<>() {});
    }

    static @Nullable String strippedOrNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static void requireAtMost(int characters, String field, @Nullable String text) {
        if (text != null && text.length() > characters) {
            throw new InvalidInput(field, "Use %s characters at most.".formatted(characters));
        }
    }
}
