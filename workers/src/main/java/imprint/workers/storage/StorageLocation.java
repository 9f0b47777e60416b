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
     */
    record Ftp(String host, int port, String directory, Credentials credentials) implements StorageLocation {

        @Override
        public String label() {
            return "ftp://%s:%d/%s".formatted(host, port, directory);
        }
    }

    /**
     * A directory of an HTTP server that takes {@code PUT}; one that also takes WebDAV's {@code MOVE} is written safely
     * at any moment.
     *
     * @param directory without escapes, such as {@code my images/kiosks}
     * @param credentials for basic authentication; null when the server asks for none
     */
    record Http(
            String host,
            int port,
            String directory,
            @Nullable Credentials credentials) implements StorageLocation {

        @Override
        public String label() {
            return "http://%s:%d/%s".formatted(host, port, directory);
        }
    }
}
