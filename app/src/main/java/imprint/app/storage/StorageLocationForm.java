package imprint.app.storage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import imprint.app.text.PlainText;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.storage.FtpMode;
import imprint.workflows.storage.LocationFields;
import imprint.workflows.storage.StorageAddress;
import imprint.workflows.storage.StorageKind;
import imprint.workflows.storage.Tls;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a location: by a URL, by fields, or by both, as long as they agree. What was told of a
 * location may be sent back as it was.
 */
@JsonIgnoreProperties({"id", "hasPassword", "createdAt"})
record StorageLocationForm(
        @Size(max = 100, message = "Use 100 characters at most.")
        @PlainText
        @Schema(description = "Needed, but for a test")
        @Nullable
        String name,

        @Size(max = 2000, message = "Use 2000 characters at most.")
        @Schema(
                description = "In place of the fields, without a password",
                example = "cifs://DOMAIN;user@files.example/share/directory")
        @Nullable
        String url,

        @Nullable StorageKind kind,
        @Nullable String host,

        @Schema(description = "Left out for the protocol's own") @Nullable
        Integer port,

        @Schema(description = "CIFS: the share's name")
        @Size(max = 80, message = "Use 80 characters at most.")
        @Nullable
        String share,

        @Schema(description = "NFS: the export, from the first /")
        @Size(max = 1000, message = "Use 1000 characters at most.")
        @Nullable
        String export,

        @Schema(description = "FILE: from the first /; otherwise below share, export, login or server")
        @Size(max = 1000, message = "Use 1000 characters at most.")
        @Nullable
        String directory,

        @Schema(description = "CIFS: the user's domain")
        @Size(max = 200, message = "Use 200 characters at most.")
        @Nullable
        String domain,

        @Size(max = 200, message = "Use 200 characters at most.") @Nullable
        String userName,

        @Schema(description = "Never told again; a change that leaves it out keeps it")
        @Size(max = 500, message = "Use 500 characters at most.")
        @Nullable
        String password,

        @Schema(description = "By what the server's certificate is judged; FTP: NONE when left out, HTTPS: SYSTEM")
        @Nullable
        Tls tls,

        @Schema(description = "For PRIVATE_CA: certificates in PEM")
        @Size(max = 100_000, message = "Use 100000 characters at most.")
        @Nullable
        String authorities,

        @Schema(description = "For PINNED: SHA-256 of the certificate, in hexadecimal digits")
        @Size(max = 200, message = "Use 200 characters at most.")
        @Nullable
        String fingerprint,

        @Nullable FtpMode ftpMode,

        @Schema(description = "3 or 4; 4 when left out") @Nullable
        Integer nfsVersion,

        @Schema(description = "NFS: whose number files are made and read with; 65534 when left out") @Nullable
        Integer uid,

        @Schema(description = "NFS: as uid, for the group") @Nullable
        Integer gid,

        @Schema(description = "Needed for a change: the version that it was made on") @Nullable
        Long version) {

    StorageAddress address() {
        return StorageAddress.of(
                url,
                new LocationFields(
                        kind,
                        said(host),
                        port,
                        said(share),
                        said(export),
                        directory,
                        said(domain),
                        said(userName),
                        tls,
                        said(authorities),
                        said(fingerprint),
                        ftpMode,
                        nfsVersion,
                        uid,
                        gid));
    }

    String requiredName() {
        if (name == null || name.isBlank()) {
            throw new InvalidInput("name", "Name the location.");
        }
        return name.strip();
    }

    long requiredVersion() {
        if (version == null) {
            throw new InvalidInput("version", "Say which version you have changed, so that nobody's change is lost.");
        }
        return version;
    }

    /** Forms send fields that nobody has filled in as empty ones. */
    @Nullable
    String enteredPassword() {
        return said(password);
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    @Override
    public String toString() {
        // why: a record would print the password into logs.
        return "StorageLocationForm[name=%s, kind=%s]".formatted(name, kind);
    }
}
