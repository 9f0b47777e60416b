package imprint.workflows.storage;

import static imprint.workflows.storage.LocationFields.required;

import imprint.workflows.failure.InvalidInput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where files lie, as an administrator says it; without the password. Whoever makes one that cannot be is told the
 * field and the remedy by an {@link InvalidInput}.
 */
public sealed interface StorageAddress {

    /** An absolute path. */
    record Directory(String directory) implements StorageAddress {

        public Directory {
            if (!directory.startsWith("/")) {
                throw new InvalidInput("directory", "Give the whole path of the directory, from the first /.");
            }
            Paths.require("directory", directory);
        }
    }

    /**
     * @param directory below the login's own, or absolute; empty for the login's own
     * @param userName null for an anonymous login
     * @param tls null for plain FTP
     */
    record Ftp(
            Server server,
            String directory,
            @Nullable String userName,
            FtpMode mode,
            @Nullable Trust tls) implements StorageAddress {

        public Ftp {
            Paths.require("directory", directory);
            UserName.require("userName", userName);
        }
    }

    /**
     * @param directory below the share; empty for the share itself
     * @param domain null for the server's own users
     */
    record Cifs(
            Server server,
            String share,
            String directory,
            @Nullable String domain,
            String userName) implements StorageAddress {

        public Cifs {
            share = Paths.relative(share);
            directory = Paths.relative(directory);
            Paths.requireWindows("share", share);
            if (share.isEmpty() || share.contains("/")) {
                throw new InvalidInput("share", "Give the name of the share alone, as in \"images\".");
            }
            Paths.requireWindows("directory", directory);
            UserName.require("domain", domain);
            UserName.require("userName", userName);
        }
    }

    /**
     * @param directory below the server's uppermost; empty for that
     * @param userName null when the server asks for none
     * @param tls null for http
     */
    record Http(
            Server server,
            String directory,
            @Nullable String userName,
            @Nullable Trust tls) implements StorageAddress {

        public Http {
            directory = Paths.relative(directory);
            Paths.require("directory", directory);
            UserName.require("userName", userName);
            if (userName != null && userName.contains(":")) {
                throw new InvalidInput("userName", "A user of HTTP has no colon in the name.");
            }
        }
    }

    /**
     * @param export an absolute path
     * @param directory below the export; empty for the export itself
     * @param version 3 or 4
     */
    record Nfs(Server server, String export, String directory, int version, int uid, int gid)
            implements StorageAddress {

        public Nfs {
            directory = Paths.relative(directory);
            if (!export.startsWith("/")) {
                throw new InvalidInput("export", "Give the whole path of the export, from the first /.");
            }
            export = "/" + Paths.relative(export);
            Paths.require("export", export);
            Paths.require("directory", directory);
            if (version != 3 && version != 4) {
                throw new InvalidInput("nfsVersion", "Say 3 or 4.");
            }
            if (uid < 0 || gid < 0) {
                throw new InvalidInput(uid < 0 ? "uid" : "gid", "Give a number from 0 on.");
            }
        }
    }

    /** The user and the group that servers make of numbers they do not trust. */
    int NOBODY = 65_534;

    /** @throws InvalidInput naming the field that is missing, wrong, or not one of this kind */
    static StorageAddress of(LocationFields fields) {
        var kind = required("kind", fields.kind(), "Say how it is reached: by a kind, or by a url.");
        fields.requireOnlyThoseOf(kind);
        var directory = Objects.requireNonNullElse(fields.directory(), "");
        return switch (kind) {
            case FILE -> new Directory(required("directory", directory, "Give the directory."));
            case FTP ->
                new Ftp(
                        Server.of(fields),
                        directory,
                        fields.userName(),
                        Objects.requireNonNullElse(fields.ftpMode(), FtpMode.PASSIVE),
                        Trust.of(fields, Tls.NONE));
            case CIFS ->
                new Cifs(
                        Server.of(fields),
                        required("share", fields.share(), "Name the share."),
                        directory,
                        fields.domain(),
                        required("userName", fields.userName(), "Name the user; servers let nobody in without."));
            case HTTP -> new Http(Server.of(fields), directory, fields.userName(), null);
            case HTTPS ->
                new Http(
                        Server.of(fields),
                        directory,
                        fields.userName(),
                        required("tls", Trust.of(fields, Tls.SYSTEM), "https is encrypted: use kind HTTP if not."));
            case NFS ->
                new Nfs(
                        Server.of(fields),
                        required("export", fields.export(), "Name the export, from the first /."),
                        directory,
                        Objects.requireNonNullElse(fields.nfsVersion(), 4),
                        Objects.requireNonNullElse(fields.uid(), NOBODY),
                        Objects.requireNonNullElse(fields.gid(), NOBODY));
        };
    }

    /**
     * The address that a URL and the fields beside it say.
     *
     * @param url such as {@code cifs://host/share/dir}; null when the fields say it all
     */
    static StorageAddress of(@Nullable String url, LocationFields beside) {
        return of(url == null ? beside : ParsedUrl.parse(url, beside));
    }

    /** All fields, those that were left out too. */
    default LocationFields fields() {
        return LocationForm.of(this);
    }

    /** Where a password goes: protocol, user and server; a password is kept only while this stays as it is. */
    default String passwordGoesTo() {
        return LocationUrl.server(this);
    }

    default StorageKind kind() {
        return switch (this) {
            case Directory _ -> StorageKind.FILE;
            case Ftp _ -> StorageKind.FTP;
            case Cifs _ -> StorageKind.CIFS;
            case Http http -> http.tls() == null ? StorageKind.HTTP : StorageKind.HTTPS;
            case Nfs _ -> StorageKind.NFS;
        };
    }

    /** Null where the files lie on this machine. */
    default @Nullable Server host() {
        return switch (this) {
            case Directory _ -> null;
            case Ftp ftp -> ftp.server();
            case Cifs cifs -> cifs.server();
            case Http http -> http.server();
            case Nfs nfs -> nfs.server();
        };
    }

    /** Whom a password belongs to; null when none is asked for. */
    default @Nullable String user() {
        return switch (this) {
            case Directory _, Nfs _ -> null;
            case Ftp ftp -> ftp.userName();
            case Cifs cifs -> cifs.userName();
            case Http http -> http.userName();
        };
    }

    /** By what the server is judged; null when nothing is encrypted, or the protocol has a way of its own. */
    default @Nullable Trust trust() {
        return switch (this) {
            case Directory _, Cifs _, Nfs _ -> null;
            case Ftp ftp -> ftp.tls();
            case Http http -> http.tls();
        };
    }

    /** Such as {@code cifs://user@host/share/dir}; without the password, and without whom to trust. */
    default String url() {
        return LocationUrl.of(this);
    }
}
