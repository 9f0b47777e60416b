package imprint.workers.storage;

import java.io.IOException;
import java.nio.file.Path;

/** An nginx that serves {@code /srv} behind a login. */
public final class Nginx {

    static final String WEBDAV = "dav_methods PUT DELETE MOVE; dav_ext_methods PROPFIND;";
    static final String PUT_ONLY = "dav_methods PUT DELETE;";
    static final String FOREIGN = "return 302 http://169.254.169.254$request_uri;";

    /** For the server's shell. */
    static final String CHANGING_PASSWORD = "echo imprint:{PLAIN}$PASSWORD >/etc/nginx/passwords";

    private Nginx() {}

    /** @param rules what may be done with the files */
    public static StorageServer start(Path images, Credentials login, String rules) throws IOException {
        StorageServer server =
                new StorageServer("nginx", images).withLogin(login).withEnv("RULES", rules);
        server.start();
        return server;
    }

    /** One that speaks https. */
    static StorageServer start(Path images, Credentials login, String rules, Path tls) throws IOException {
        StorageServer server = new StorageServer("nginx", images)
                .withLogin(login)
                .withEnv("RULES", rules)
                .withTls(tls);
        server.start();
        return server;
    }
}
