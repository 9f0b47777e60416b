package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.workers.storage.ConnectionTestFailed.Step;
import imprint.workers.storage.StorageRefused.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every storage location with TLS does besides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TlsStoreContract extends ImageStoreContract {

    static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());
    private static final String[] FOR_THIS_HOST = {"-ext", "san=ip:127.0.0.1,dns:localhost"};

    private final CamelContext camel = new DefaultCamelContext();
    private final ImageStores stores = new ImageStores(camel, StorageTimeouts.DEFAULT);

    @TempDir
    static Path work;

    @TempDir
    static Path keys;

    private Path files;
    private TestAuthority authority;
    private StorageServer server;
    private @Nullable StorageServer other;

    /** A server with the certificate in {@code tls}. */
    abstract StorageServer start(Path images, Path tls) throws IOException;

    abstract StorageLocation location(int port, String directory, TlsTrust trust);

    @BeforeAll
    void start() throws Exception {
        camel.start();
        authority = new TestAuthority(keys);
        files = StorageServer.giveAway(Files.createDirectory(work.resolve("my images")));
        server = start(work, authority.issue("right", FOR_THIS_HOST));
    }

    @AfterAll
    void stop() {
        server.close();
        camel.stop();
    }

    @AfterEach
    void stopOther() {
        if (other != null) {
            other.close();
        }
    }

    @Test
    void refusesAnAuthorityThatIsNotTrusted() throws Exception {
        assertRefused(at(server, new TlsTrust.System()), "not signed by a trusted authority", "right");
    }

    @Test
    void refusesACertificateThatHasExpired() throws Exception {
        StorageServer wrong =
                startOther(authority.issue("old", "-ext", FOR_THIS_HOST[1], "-startdate", "-9d", "-validity", "5"));
        assertRefused(at(wrong, authority.trust()), "has expired on", "old");
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        StorageServer wrong = startOther(authority.issue("foreign", "-ext", "san=dns:other.example"));
        assertRefused(at(wrong, authority.trust()), "for another name than 127.0.0.1", "foreign");
    }

    @Test
    void takesAPinnedCertificateWhateverItsNameAndAge() throws Exception {
        StorageServer wrong = startOther(authority.issue("pinned", "-startdate", "-9d", "-validity", "5"));
        ImageStore store = at(wrong, new TlsTrust.Pinned(authority.fingerprint("pinned")));
        assertThatCode(store::test).doesNotThrowAnyException();
    }

    @Test
    void refusesAnyOtherThanThePinnedCertificate() throws Exception {
        TlsTrust pinned = new TlsTrust.Pinned(authority.fingerprint("authority"));
        assertRefused(at(server, pinned), "not the pinned one", "right");
    }

    @Override
    ImageStore store() {
        return stores.open(location(server.port(), "images/my images", trust()));
    }

    @Override
    ImageStore storeWithoutDirectory() {
        return stores.open(location(server.port(), "missing", trust()));
    }

    @Override
    ImageStore storeOnASmallDisk() {
        return stores.open(location(server.port(), "small", trust()));
    }

    @Override
    Path directory() {
        return files;
    }

    final TlsTrust trust() {
        try {
            return authority.trust();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    final StorageServer server() {
        return server;
    }

    final ImageStore open(StorageLocation location) {
        return stores.open(location);
    }

    private StorageServer startOther(Path tls) throws IOException {
        StorageServer started = start(work, tls);
        other = started;
        return started;
    }

    private ImageStore at(StorageServer server, TlsTrust trust) {
        return stores.open(location(server.port(), "images/my images", trust));
    }

    private void assertRefused(ImageStore store, String reason, String certificate) throws Exception {
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(store::list)
                .returns(Reason.TLS, StorageRefused::reason)
                .withMessageContaining(reason)
                .withMessageContaining(authority.fingerprint(certificate));
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(store::test)
                .returns(Step.TLS, ConnectionTestFailed::step);
    }
}
