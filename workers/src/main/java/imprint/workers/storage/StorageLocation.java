package imprint.workers.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where image files lie, as an administrator has set it up; nothing in it comes from other users. */
public sealed interface StorageLocation {

    /** What a person reads in messages: without the password. */
    String label();

    /** A directory of this machine, its own or a mounted one. */
    record Directory(Path path) implements StorageLocation {

        @Override
        public String label() {
            return path.toString();
        }
    }

    /**
     * A directory of an FTP server.
     *
     * @param directory below the login's own directory, or absolute; empty for the login's own
     * @param tls whom to trust when the connections are encrypted by explicit TLS (RFC 4217); null for plain FTP
     */
    record Ftp(
            String host,
            int port,
            String directory,
            Credentials credentials,
            FtpMode mode,
            @Nullable TlsTrust tls) implements StorageLocation {

        @Override
        public String label() {
            return "ftp://%s:%s/%s".formatted(host, port, directory);
        }
    }

    /**
     * A directory of an HTTP server that takes {@code PUT}; one that also takes WebDAV's {@code MOVE} is written safely
     * at any moment.
     *
     * @param directory without escapes, such as {@code my images/kiosks}
     * @param credentials for basic authentication; null when the server asks for none
     * @param tls whom to trust when the server is reached by https; null for http
     */
    record Http(
            String host,
            int port,
            String directory,
            @Nullable Credentials credentials,
            @Nullable TlsTrust tls) implements StorageLocation {

        @Override
        public String label() {
            return "%s://%s:%s/%s".formatted(tls == null ? "http" : "https", host, port, directory);
        }
    }

    /**
     * A directory of a share of an SMB server (Windows, Samba), in dialect 2.1 or newer, with signing.
     *
     * @param directory below the share's uppermost directory, with slashes; empty for the uppermost
     * @param domain of the user; null for the server's own users
     */
    record Cifs(
            String host,
            int port,
            String share,
            String directory,
            @Nullable String domain,
            Credentials credentials) implements StorageLocation {

        @Override
        public String label() {
            return "cifs://%s:%s/%s/%s".formatted(host, port, share, directory);
        }
    }

    /**
     * A directory of an export of an NFS server.
     *
     * @param port of the server; 0 for the protocol's own way to find it (version 3: the port mapper; version 4: 2049)
     * @param export such as {@code /srv/images}
     * @param directory below the export; empty for the export itself
     * @param uid user number that files are made and read as
     * @param gid group number that files are made and read as
     */
    record Nfs(String host, int port, String export, String directory, NfsVersion version, int uid, int gid)
            implements StorageLocation {

        @Override
        public String label() {
            return "nfs://%s%s/%s".formatted(host, export, directory);
        }
    }
}
