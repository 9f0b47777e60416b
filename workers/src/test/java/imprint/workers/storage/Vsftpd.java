package imprint.workers.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A vsftpd whose login sees {@code /srv} as its uppermost directory. */
final class Vsftpd {

    /** For the server's shell. */
    static final String CHANGING_PASSWORD = "echo imprint:$PASSWORD | chpasswd";

    private Vsftpd() {}

    static StorageServer start(Path images, Credentials login) throws IOException {
        StorageServer server = new StorageServer("vsftpd", images).withLogin(login);
        server.start();
        return server;
    }

    /** One that does not know REST. */
    static StorageServer startWithoutOffsets(Path images, Credentials login) throws IOException {
        StorageServer server =
                new StorageServer("vsftpd", images).withLogin(login).withEnv("OPTIONS", "cmds_denied=REST");
        server.start();
        return server;
    }

    /** One that demands explicit TLS, on data connections that continue the session of the control connection. */
    static StorageServer start(Path images, Credentials login, Path tls) throws IOException {
        StorageServer server =
                new StorageServer("vsftpd", images).withLogin(login).withTls(tls);
        server.start();
        return server;
    }
}
