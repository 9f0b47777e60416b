package imprint.workers.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class FtpsFaultsTest extends LoginFaults {

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
        return Vsftpd.start(images, LOGIN, tls);
    }

    @Override
    StorageLocation location(StorageServer server, Credentials login) {
        return new StorageLocation.Ftp("127.0.0.1", server.port(), "images", login, FtpMode.PASSIVE, authority.trust());
    }

    @Override
    String changingPassword() {
        return Vsftpd.CHANGING_PASSWORD;
    }

    @Override
    boolean continuesUploads() {
        return true;
    }
}
