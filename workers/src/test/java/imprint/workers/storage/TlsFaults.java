package imprint.workers.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The faults of a server with a certificate, that of {@link #tls}. */
abstract class TlsFaults extends LoginFaults {

    @TempDir
    static Path keys;

    static TestAuthority authority;
    static Path tls;

    @BeforeAll
    static void issueCertificate() throws Exception {
        authority = new TestAuthority(keys);
        tls = authority.issueForThisHost();
    }
}
