package imprint.workers.storage;

import static imprint.workers.storage.StoreAssertions.assertFails;
import static imprint.workers.storage.StoreAssertions.assertRefuses;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import imprint.testing.FreePort;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.TestStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every storage location does besides that is a server with a login. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RemoteStoreContract extends ImageStoreContract {

    static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());
    static final FileName NAME = new FileName("disk.img");

    private final CamelContext camel = new DefaultCamelContext();
    private final ImageStores stores = new ImageStores(camel, StorageTimeouts.DEFAULT);

    @TempDir
    static Path work;

    private Path files;
    private StorageServer server;

    /** A server whose directory {@code images} is this one. */
    abstract StorageServer start(Path images) throws Exception;

    /** @param path of a directory, beginning with {@code images} or {@code small} */
    abstract StorageAccess location(String host, int port, String path, Credentials login);

    @BeforeAll
    void start() throws Exception {
        camel.start();
        files = StorageServer.giveAway(Files.createDirectories(work.resolve("my images/ä")));
        server = start(work);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        camel.stop();
    }

    @Test
    void namesAHostThatNobodyKnows() {
        assertFails(TestStep.NAME, open(location("unknown.invalid", 21, "images", LOGIN)));
    }

    @Test
    void namesAServerThatIsGone() {
        ImageStore store = open(location("127.0.0.1", FreePort.find(), "images", LOGIN));
        assertThatExceptionOfType(StorageUnreachable.class)
                .isThrownBy(() -> store.size(NAME))
                .withMessageContaining("does not answer: ")
                .withMessageNotContaining("null");
        assertFails(TestStep.CONNECT, store);
    }

    @Test
    void namesAWrongPassword() {
        ImageStore store = open(location("127.0.0.1", port(), "images", new Credentials(LOGIN.user(), "wrong")));
        assertRefuses(Reason.LOGIN, store);
        assertFails(TestStep.LOGIN, store);
    }

    @Override
    ImageStore store() {
        return at("images/my images/ä");
    }

    @Override
    ImageStore storeWithoutDirectory() {
        return at("images/missing");
    }

    @Override
    ImageStore storeOnASmallDisk() {
        return at("small");
    }

    @Override
    Path directory() {
        return files;
    }

    final StorageServer server() {
        return server;
    }

    final int port() {
        return server.port();
    }

    final ImageStore at(String path) {
        return open(location("127.0.0.1", port(), path, LOGIN));
    }

    final ImageStore open(StorageAccess location) {
        return stores.open(location);
    }
}
