package imprint.workflows.address;

import imprint.workflows.failure.InvalidInput;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where files lie, as an administrator says it; without the password. Whoever makes one that cannot be is told the
 * field, by the API's name for it, and the remedy by an {@link InvalidInput}.
 */
public sealed interface StorageAddress {

    /**
     * The address that a URL and the fields beside it say.
     *
     * @param url such as {@code cifs://host/share/dir}; null when the fields say it all
     * @param fields as {@link #fields} tells them; what is null or not there is not said
     * @throws InvalidInput naming the field that is missing, wrong, or not one of this kind
     */
    static StorageAddress of(@Nullable String url, Map<String, ? extends @Nullable Object> fields) {
        var said = Fields.of(fields);
        return AddressFields.read(url == null ? said : ParsedUrl.parse(url, said));
    }

    static StorageAddress of(String url) {
        return of(url, Map.of());
    }

    /** Text, numbers and names of choices, by the API's names; those that were left out too. */
    default Map<String, Object> fields() {
        return AddressFields.write(this).map();
    }

    /** Such as {@code cifs://user@host/share/dir}; without the password, and without whom to trust. */
    default String url() {
        return LocationUrl.of(this);
    }

    /** Where a password goes: protocol, user and server; a password is kept only while this stays as it is. */
    default String passwordGoesTo() {
        return LocationUrl.server(this);
    }

    StorageKind kind();

    /** What a person reads in messages: without the user. */
    String label();

    /** Null where the files lie on this machine. */
    default @Nullable Server server() {
        return null;
    }

    /** Whom a password belongs to; null when none is asked for. */
    default @Nullable String userName() {
        return null;
    }

    /** By what the server is judged; null when nothing is encrypted, or the protocol has a way of its own. */
    default @Nullable Trust tls() {
        return null;
    }

    /** An absolute path. */
    record Directory(String directory) implements StorageAddress {

        public Directory {
            if (directory.isEmpty()) {
                throw new InvalidInput("directory", "Give the directory.");
            }
            if (!directory.startsWith("/")) {
                throw new InvalidInput("directory", "Give the whole path of the directory, from the first /.");
            }
            Paths.require("directory", directory);
        }

        @Override
        public StorageKind kind() {
            return StorageKind.FILE;
        }

        @Override
        public String label() {
            return directory;
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

        @Override
        public StorageKind kind() {
            return StorageKind.FTP;
        }

        public int port() {
            return server.portOr(21);
        }

        @Override
        public String label() {
            return "ftp://%s:%s/%s".formatted(server.host(), port(), directory);
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

        @Override
        public StorageKind kind() {
            return StorageKind.CIFS;
        }

        public int port() {
            return server.portOr(445);
        }

        @Override
        public String label() {
            return "cifs://%s:%s/%s/%s".formatted(server.host(), port(), share, directory);
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

        @Override
        public StorageKind kind() {
            return tls == null ? StorageKind.HTTP : StorageKind.HTTPS;
        }

        public int port() {
            return server.portOr(tls == null ? 80 : 443);
        }

        @Override
        public String label() {
            return "%s://%s:%s/%s".formatted(tls == null ? "http" : "https", server.host(), port(), directory);
        }
    }

    /**
     * @param export an absolute path
     * @param directory below the export; empty for the export itself
     * @param version 3 or 4
     */
    record Nfs(Server server, String export, String directory, int version, int uid, int gid)
            implements StorageAddress {

        /** The user and the group that servers make of numbers they do not trust. */
        public static final int NOBODY = 65_534;

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

        @Override
        public StorageKind kind() {
            return StorageKind.NFS;
        }

        @Override
        public String label() {
            return "nfs://%s%s/%s".formatted(server.host(), export, directory);
        }
    }
}
