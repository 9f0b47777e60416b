package imprint.workers.storage;

import imprint.workflows.address.StorageAccess;
import java.io.IOException;
import java.nio.file.Path;

/** A Samba with the shares {@code images}, {@code archive} (the same, to be read only) and {@code small}. */
public final class Samba {

    private Samba() {}

    /** @param path the share, and a directory in it */
    static StorageAccess location(String host, int port, String path, Credentials login) {
        String[] parts = path.split("/", 2);
        return Places.cifs(host, port, parts[0], parts.length == 1 ? "" : parts[1], null, login);
    }

    /**
     * One that demands signing, SMB 2.1 to 3.1.1.
     *
     * @param options lines of smb.conf that change that
     */
    public static StorageServer start(Path images, Credentials login, String... options) throws IOException {
        StorageServer server =
                new StorageServer("samba", images).withLogin(login).withEnv("OPTIONS", String.join("\n", options));
        server.start();
        return server;
    }
}
