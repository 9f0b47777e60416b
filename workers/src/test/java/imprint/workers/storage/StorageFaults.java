package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every storage location makes of a server that dies, stands still or is slow, and of one that is back. */
@Tag("slow") // Each test has a server of its own, some wait until they notice that nothing moves.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class StorageFaults {

    static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());
    static final FileName NAME = new FileName("disk.img");
    private static final byte[] CONTENT = noise(60_000_003);
    // why: more than what is on its way in buffers when a server stands still.
    private static final int STRIDE = 20_000_000;
    private static final Duration STALL = Duration.ofSeconds(2);
    private static final Duration SLOWNESS = Duration.ofMillis(1200);
    static final StorageTimeouts SHORT = new StorageTimeouts(Duration.ofSeconds(5), STALL);

    @TempDir
    Path images;

    final CamelContext camel = new DefaultCamelContext();
    private StorageServer server;
    private ImageStore store;

    /** A server whose directory {@code images} is this one. */
    abstract StorageServer start(Path images) throws Exception;

    /** The server's directory {@code images}. */
    abstract ImageStore open(StorageServer server);

    /** Whether an upload that was cut goes on, and does not begin anew. */
    abstract boolean continuesUploads();

    @BeforeEach
    void start() throws Exception {
        camel.start();
        server = start(images);
        store = open(server);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        camel.stop();
    }

    @Test
    void readsOnWhereAServerDiedWhenItIsBack() throws Exception {
        Files.write(file(), CONTENT);
        try (InputStream in = store.open(NAME, 0)) {
            in.readNBytes(1000);
            server.kill();
            assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(in::readAllBytes);
        }
        assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(() -> store.open(NAME, 1000));

        server.startAgain();
        try (InputStream in = store.open(NAME, 1000)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, 1000, CONTENT.length));
        }
    }

    @Test
    void writesOnWhenAServerThatDiedIsBackAndNeverLeavesHalfAFile() throws Exception {
        UUID upload = UUID.randomUUID();
        assertThatExceptionOfType(StorageUnreachable.class)
                .isThrownBy(() -> store.write(NAME, upload, each(STRIDE, server::kill)));
        assertThat(file()).doesNotExist();

        server.startAgain();
        assertThatExceptionOfType(FileMissing.class).isThrownBy(() -> store.size(NAME));
        AtomicLong begun = new AtomicLong();
        store.write(NAME, upload, offset -> {
            begun.set(offset);
            return Content.of(CONTENT).from(offset);
        });
        assertThat(Files.readAllBytes(file())).isEqualTo(CONTENT);
        assertThat(begun.get() > 0).isEqualTo(continuesUploads());
    }

    @Test
    void noticesThatAServerGivesNothingMore() throws Exception {
        Files.write(file(), CONTENT);
        try (InputStream in = store.open(NAME, 0)) {
            in.readNBytes(1000);
            server.pause();
            assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(in::readAllBytes);
        } finally {
            server.goOn();
        }
    }

    @Test
    void noticesThatAServerTakesNothingMore() {
        try {
            assertThatExceptionOfType(StorageUnreachable.class)
                    .isThrownBy(() -> store.write(NAME, UUID.randomUUID(), each(STRIDE, server::pause)))
                    .withMessageContaining("for 2 s");
        } finally {
            server.goOn();
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void readsFromAServerThatIsSlowAndSteady() throws Exception {
        Files.write(file(), CONTENT);
        long begun = System.nanoTime();
        try (InputStream in = store.open(NAME, 0)) {
            for (int at = 0; at < 2 * STRIDE; at += STRIDE) {
                var pause = server.pauseFor(SLOWNESS);
                assertThat(in.readNBytes(STRIDE)).isEqualTo(Arrays.copyOfRange(CONTENT, at, at + STRIDE));
                pause.get(20, TimeUnit.SECONDS);
            }
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, 2 * STRIDE, CONTENT.length));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(STALL);
    }

    @Test
    void writesToAServerThatIsSlowAndSteady() throws Exception {
        long begun = System.nanoTime();
        store.write(NAME, UUID.randomUUID(), each(STRIDE, () -> server.pauseFor(SLOWNESS)));
        assertThat(Files.readAllBytes(file())).isEqualTo(CONTENT);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(STALL);
    }

    final StorageServer server() {
        return server;
    }

    final ImageStore store() {
        return store;
    }

    private Path file() {
        return images.resolve("disk.img");
    }

    /** The content; something happens each time so many more bytes of it were taken. */
    private static Content each(int stride, Runnable happening) {
        return offset -> new ByteArrayInputStream(CONTENT, (int) offset, CONTENT.length) {
            @Override
            public synchronized int read(byte[] into, int at, int length) {
                int left = stride - pos % stride;
                if (left == stride && pos > 0) {
                    happening.run();
                }
                return super.read(into, at, Math.min(length, left));
            }
        };
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }
}
