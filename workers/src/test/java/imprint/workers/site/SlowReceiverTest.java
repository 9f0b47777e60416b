package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that take what they asked for slowly, or not at all, from a gateway that serves one at a time. */
class SlowReceiverTest {

    private static final Duration IDLE = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private TestSite site;
    private Digest manifest;

    @BeforeEach
    void open() throws Exception {
        site = new TestSite(directory, 1L << 30, 1, IDLE);
        manifest =
                site.clone("a.img.zst", TestDisks.noise(DiskLayout.CHUNK_BYTES)).manifestDigest();
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void aDeviceThatHangsLosesItsPlace() throws Exception {
        TestDevice other = site.fetches(UUID.randomUUID(), manifest);
        try (Socket _ = site.asksForChunk(manifest, 0)) {
            awaitAnswer(other, 503);
            awaitAnswer(other, 200);
        }
    }

    @Test
    void aDeviceThatIsSlowGetsAll() throws Exception {
        try (Socket socket = site.asksForChunk(manifest, 0)) {
            InputStream in = socket.getInputStream();
            long taken = 0;
            while (taken < DiskLayout.CHUNK_BYTES) {
                int read = in.readNBytes(128 << 10).length;
                assertThat(read).isPositive();
                taken += read;
                // why: that is how slow it is, and it takes longer than the gateway waits for one that hangs.
                LockSupport.parkNanos(IDLE.dividedBy(8).toNanos());
            }
        }
    }

    private static void awaitAnswer(TestDevice device, int status) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(device.get("/images/%s/manifest").statusCode())
                                .isEqualTo(status));
    }
}
