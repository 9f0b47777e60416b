package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import imprint.workers.storage.ConnectionTestFailed.Step;
import imprint.workers.storage.StorageRefused.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpStoreTest extends ImageStoreContract {

    private static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());
    // why: nginx says no more of a full disk than that it failed.
    static final List<Class<? extends StorageException>> FULL_DISK =
            List.of(StorageFull.class, StorageUnreachable.class);

    private static final FileName NAME = new FileName("disk.img");
    private static final CamelContext CAMEL = new DefaultCamelContext();
    private static final ImageStores STORES = new ImageStores(CAMEL, StorageTimeouts.DEFAULT);

    @TempDir
    static Path work;

    @TempDir
    Path own;

    private static Path files;
    private static StorageServer server;

    @BeforeAll
    static void start() throws Exception {
        CAMEL.start();
        files = StorageServer.giveAway(Files.createDirectory(work.resolve("my images")));
        server = Nginx.start(work, LOGIN, Nginx.WEBDAV);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        CAMEL.stop();
    }

    @Test
    void refusesToBeSentToAnotherHost() throws Exception {
        try (StorageServer other = Nginx.start(own, LOGIN, Nginx.FOREIGN)) {
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(() -> at(other, "images", LOGIN).open(NAME, 0))
                    .withMessageContaining("another address");
        }
    }

    @Test
    void writesWholeFilesWhereNothingCanBeRenamed() throws Exception {
        try (StorageServer other = Nginx.start(own, LOGIN, Nginx.PUT_ONLY)) {
            at(other, "images", LOGIN).write(NAME, UUID.randomUUID(), Content.of(new byte[5_000_000]));
            assertThat(own.resolve("disk.img")).hasSize(5_000_000);
        }
    }

    @Test
    void readsFromAnOffsetWhereTheServerKnowsNoRanges() throws Exception {
        Files.writeString(own.resolve("disk.img"), "0123456789");
        try (StorageServer other = Nginx.start(own, LOGIN, "max_ranges 0;");
                var in = at(other, "images", LOGIN).open(NAME, 4)) {
            assertThat(in).hasContent("456789");
        }
    }

    @Test
    void namesAWrongPassword() {
        ImageStore store = at(server, "images/my images", new Credentials("imprint", "wrong"));
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> store.size(NAME))
                .returns(Reason.LOGIN, StorageRefused::reason);
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(store::test)
                .returns(Step.LOGIN, ConnectionTestFailed::step);
    }

    @Test
    void namesAHostThatNobodyKnows() {
        ImageStore store = STORES.open(new StorageLocation.Http("unknown.invalid", 80, "", LOGIN, null));
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(store::test)
                .returns(Step.NAME, ConnectionTestFailed::step);
    }

    @Test
    void namesALocationThatMayNotBeWritten() throws Exception {
        try (StorageServer other = Nginx.start(own, LOGIN, "")) {
            assertThatExceptionOfType(ConnectionTestFailed.class)
                    .isThrownBy(() -> at(other, "images", LOGIN).test())
                    .returns(Step.WRITE, ConnectionTestFailed::step);
        }
    }

    @Test
    void namesAServerThatIsGone() throws Exception {
        StorageServer gone = Nginx.start(own, LOGIN, "");
        gone.close();
        assertThatExceptionOfType(StorageUnreachable.class)
                .isThrownBy(() -> at(gone, "", LOGIN).size(NAME));
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(() -> at(gone, "", LOGIN).test())
                .returns(Step.CONNECT, ConnectionTestFailed::step);
    }

    @Test
    void namesAServerThatDiesWhileItIsRead() throws Exception {
        Files.write(own.resolve("disk.img"), new byte[50_000_000]);
        try (StorageServer dying = Nginx.start(own, LOGIN, "limit_rate 1m;");
                var in = at(dying, "images", LOGIN).open(NAME, 0)) {
            in.readNBytes(1000);
            dying.kill();
            assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(in::readAllBytes);
        }
    }

    @Override
    ImageStore store() {
        return at(server, "images/my images", LOGIN);
    }

    @Override
    ImageStore storeWithoutDirectory() {
        return at(server, "missing", LOGIN);
    }

    @Override
    ImageStore storeOnASmallDisk() {
        return at(server, "small", LOGIN);
    }

    @Override
    List<Class<? extends StorageException>> fullDisk() {
        return FULL_DISK;
    }

    @Override
    Path directory() {
        return files;
    }

    private static ImageStore at(StorageServer server, String directory, Credentials login) {
        return STORES.open(new StorageLocation.Http("127.0.0.1", server.port(), directory, login, null));
    }
}
