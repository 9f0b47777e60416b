package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices of a site whose network has to keep room for others: a chunk takes it a second. */
class LimitedBandwidthTest {

    private static final byte[] DISK = TestDisks.noise(DiskLayout.CHUNK_BYTES);
    /** Of two chunks; a device may be a few steps ahead of the time that it was given. */
    private static final Duration NEARLY_TWO_SECONDS = Duration.ofMillis(1500);

    @TempDir
    Path directory;

    private TestSite site;

    @BeforeEach
    void open() throws Exception {
        site = TestSite.slow(directory, 2, DiskLayout.CHUNK_BYTES);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void devicesThatFetchShareIt() throws Exception {
        Digest manifest = site.clone("a.img.zst", DISK).manifestDigest();
        Callable<byte[]> fetch = () -> site.fetches(UUID.randomUUID(), manifest).fetch(manifest);

        assertThat(timeOfBoth(fetch, fetch)).isGreaterThan(NEARLY_TWO_SECONDS);
        assertThat(fetch.call()).isEqualTo(DISK);
    }

    @Test
    void devicesThatSendShareIt() throws Exception {
        assertThat(timeOfBoth(capture("a.img.zst"), capture("b.img.zst"))).isGreaterThan(NEARLY_TWO_SECONDS);
    }

    @Test
    void whoFindsNoPlaceIsToldSoBeforeItHasSentAll() throws Exception {
        Digest manifest = site.clone("a.img.zst", DISK).manifestDigest();
        TestDevice late = site.captures(site.order("b.img.zst", null), DISK);
        try (Socket _ = site.asksForChunk(manifest, 0);
                Socket _ = site.asksForChunk(manifest, 0)) {
            Awaitility.await().untilAsserted(() -> {
                HttpResponse<byte[]> answer = late.put(DISK, 0);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.headers().firstValue("Connection"))
                        .as("what is left of the body is not wanted")
                        .contains("close");
            });
        }
    }

    private Callable<Digest> capture(String file) {
        UUID operation = site.order(file, null);
        return () -> site.captures(operation, DISK).capture(DISK);
    }

    private static <T> Duration timeOfBoth(Callable<T> one, Callable<T> other) throws Exception {
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(List.of(one, other))) {
                done.get();
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
