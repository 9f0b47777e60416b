package imprint.workers.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class HttpsFaultsTest extends LoginFaults {

    @TempDir
    static Path keys;

    private static TestAuthority authority;
    private static Path tls;

    @BeforeAll
    static void issueCertificate() throws Exception {
        authority = new TestAuthority(keys);
        tls = authority.issueForThisHost();
    }

    @Override
    StorageServer start(Path images) throws Exception {
        return Nginx.start(images, LOGIN, Nginx.WEBDAV, tls);
    }

    @Override
    StorageLocation location(StorageServer server, Credentials login) {
        return new StorageLocation.Http("127.0.0.1", server.port(), "images", login, authority.trust());
    }

    @Override
    String changingPassword() {
        return Nginx.CHANGING_PASSWORD;
    }

    @Override
    boolean continuesUploads() {
        return false;
    }
}
