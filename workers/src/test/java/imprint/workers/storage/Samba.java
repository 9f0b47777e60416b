package imprint.workers.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A Samba with the shares {@code images} and {@code small}, SMB 2.1 to 3.1.1. */
final class Samba {

    private Samba() {}

    /** One that demands signing. */
    static StorageServer start(Path images, Credentials login) throws IOException {
        return start(images, login, "mandatory");
    }

    /** @param signing as in smb.conf: mandatory, auto or disabled */
    static StorageServer start(Path images, Credentials login, String signing) throws IOException {
        StorageServer server =
                new StorageServer("samba", images).withLogin(login).withEnv("SIGNING", signing);
        server.start();
        return server;
    }
}
