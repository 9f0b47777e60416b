package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every storage location makes of a server that fails, and of one that is back. */
@Tag("slow") // Each test has a server of its own, some wait until they notice that nothing comes.
abstract class StorageFaults {

    static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());
    private static final FileName NAME = new FileName("disk.img");
    private static final byte[] CONTENT = new byte[60_000_000];
    private static final StorageTimeouts SHORT = new StorageTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(3));

    @TempDir
    Path images;

    private final CamelContext camel = new DefaultCamelContext();
    private StorageServer server;
    private ImageStore store;

    abstract StorageServer start(Path images) throws Exception;

    /** The server's directory {@code images}. */
    abstract StorageLocation location(StorageServer server) throws Exception;

    @BeforeEach
    void start() throws Exception {
        camel.start();
        server = start(images);
        store = new ImageStores(camel, SHORT).open(location(server));
    }

    @AfterEach
    void stop() {
        server.close();
        camel.stop();
    }

    @Test
    void readsOnWhereItWasWhenTheServerDiedAndIsBack() throws Exception {
        Files.write(images.resolve("disk.img"), CONTENT);
        try (InputStream in = store.open(NAME, 0)) {
            in.readNBytes(1000);
            server.kill();
            assertThatExceptionOfType(StorageException.class).isThrownBy(in::readAllBytes);
        }
        assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(() -> store.open(NAME, 1000));

        server.startAgain();
        try (InputStream in = store.open(NAME, 1000)) {
            assertThat(in.readAllBytes()).hasSize(CONTENT.length - 1000);
        }
    }

    @Test
    void leavesNoHalfFileWhenTheServerDiesAndWritesItWhenItIsBack() throws Exception {
        UUID upload = UUID.randomUUID();
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.write(NAME, upload, this::killingTheServer));
        assertThat(images.resolve("disk.img")).doesNotExist();

        server.startAgain();
        assertThatExceptionOfType(FileMissing.class).isThrownBy(() -> store.size(NAME));
        assertThat(store.write(NAME, upload, Content.of(CONTENT))).isEqualTo(CONTENT.length);
        assertThat(images.resolve("disk.img")).hasBinaryContent(CONTENT);
    }

    @Test
    void noticesThatNothingComes() throws Exception {
        Files.write(images.resolve("disk.img"), CONTENT);
        try (InputStream in = store.open(NAME, 0)) {
            in.readNBytes(1000);
            server.pause();
            assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(in::readAllBytes);
        } finally {
            server.goOn();
        }
    }

    private InputStream killingTheServer(long offset) {
        InputStream dying = new InputStream() {
            @Override
            public int read() {
                server.kill();
                return -1;
            }
        };
        return new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(CONTENT, 0, 20_000_000), dying),
                new ByteArrayInputStream(CONTENT, 0, 40_000_000));
    }
}
