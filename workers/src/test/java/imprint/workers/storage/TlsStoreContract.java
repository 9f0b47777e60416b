package imprint.workers.storage;

import static imprint.workers.storage.StoreAssertions.assertFails;
import static imprint.workers.storage.StoreAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThatCode;

import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.TestStep;
import imprint.workflows.address.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every storage location with TLS does besides. */
abstract class TlsStoreContract extends RemoteStoreContract {

    @TempDir
    static Path keys;

    private @Nullable TestAuthority authority;
    private @Nullable StorageServer other;

    /** A server with the certificate in {@code tls}. */
    abstract StorageServer start(Path images, Path tls) throws IOException;

    abstract StorageAccess location(String host, int port, String path, Credentials login, Trust trust);

    @AfterEach
    void stopOther() {
        if (other != null) {
            other.close();
        }
    }

    @Test
    void refusesAnAuthorityThatIsNotTrusted() throws Exception {
        assertNotTrusted(trusting(port(), new Trust.System()), "not signed by a trusted authority", "right");
    }

    @Test
    void refusesACertificateThatHasExpired() throws Exception {
        int wrong = startOther(
                authority().issue("old", "-ext", "san=dns:localhost", "-startdate", "-9d", "-validity", "5"));
        assertNotTrusted(trusting(wrong, authority().trust()), "has expired on", "old");
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        int wrong = startOther(authority().issue("foreign", "-ext", "san=dns:other.example"));
        assertNotTrusted(trusting(wrong, authority().trust()), "for another name than 127.0.0.1", "foreign");
    }

    @Test
    void takesAPinnedCertificateWhateverItsNameAndAge() throws Exception {
        int wrong = startOther(authority().issue("pinned", "-startdate", "-9d", "-validity", "5"));
        ImageStore store = trusting(wrong, new Trust.Pinned(authority().fingerprint("pinned")));
        assertThatCode(store::test).doesNotThrowAnyException();
    }

    @Test
    void refusesAnyOtherThanThePinnedCertificate() throws Exception {
        Trust pinned = new Trust.Pinned(authority().fingerprint("authority"));
        assertNotTrusted(trusting(port(), pinned), "not the pinned one", "right");
    }

    @Override
    final StorageServer start(Path images) throws Exception {
        authority = new TestAuthority(keys);
        return start(images, authority().issueForThisHost());
    }

    @Override
    final StorageAccess location(String host, int port, String path, Credentials login) {
        return location(host, port, path, login, authority().trust());
    }

    final TestAuthority authority() {
        return Objects.requireNonNull(authority);
    }

    private int startOther(Path tls) throws IOException {
        StorageServer started = start(work, tls);
        other = started;
        return started.port();
    }

    private ImageStore trusting(int port, Trust trust) {
        return open(location("127.0.0.1", port, "images/my images/ä", LOGIN, trust));
    }

    private void assertNotTrusted(ImageStore store, String reason, String certificate) {
        assertRefused(Reason.TLS, store::list, reason, authority().fingerprint(certificate));
        assertFails(TestStep.TLS, store);
    }
}
