package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Devices that take more of a gateway with four places than they need. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class GreedyDeviceTest {

    private static final int PLACES = 4;
    private static final int SHARE_OF_A_DEVICE = 8;
    private static final byte[] DISK = TestDisks.noise(DiskLayout.CHUNK_BYTES);

    @TempDir
    Path directory;

    private final List<Socket> greedy = new ArrayList<>();
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        site = new TestSite(directory, 1L << 30, PLACES, Duration.ofMinutes(5));
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : greedy) {
            socket.close();
        }
        site.close();
    }

    @Test
    void oneThatSendsAByteOfEachChunkKeepsNoPlace() throws Exception {
        UUID device = UUID.randomUUID();
        for (int i = 0; i < 2 * SHARE_OF_A_DEVICE; i++) {
            begin(device);
        }
        assertThatOthersAreServed();
    }

    @Test
    void manyThatSendAByteOfAChunkKeepNoPlace() throws Exception {
        for (int i = 0; i < 4 * PLACES; i++) {
            begin(UUID.randomUUID());
        }
        assertThatOthersAreServed();
    }

    @Test
    void oneHasItsShareAndNoMore() throws Exception {
        UUID device = UUID.randomUUID();
        for (int i = 0; i <= SHARE_OF_A_DEVICE; i++) {
            begin(device);
        }
        Awaitility.await().until(() -> answered().isPresent());
        assertThat(firstLine(answered().orElseThrow())).contains("503");
    }

    @Test
    void oneWhoseBodyDoesNotComeLosesItsConnection() throws Exception {
        assertThat(begin(UUID.randomUUID()).getInputStream().read()).isNegative();
    }

    @Test
    void thoseThatTakeNothingOfWhatTheyAskedForLeaveTheirPlaces() throws Exception {
        Digest manifest = site.clone("a.img.zst", DISK).manifestDigest();
        for (int i = 0; i < PLACES; i++) {
            greedy.add(site.asksForChunk(manifest, 0));
        }
        TestDevice other = site.fetches(UUID.randomUUID(), manifest);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(other.get("/images/%s/manifest").statusCode())
                        .isEqualTo(200));
    }

    @Test
    void strangersMakeRoomForDevices() throws Exception {
        for (int i = 0; i < TestSite.CONNECTIONS; i++) {
            greedy.add(site.connects());
        }
        assertThatOthersAreServed();
        assertThat(greedy.getFirst().getInputStream().read()).isNegative();
    }

    @Test
    void whoeverSendsNoWholeHeadLosesTheConnection() throws Exception {
        Socket stranger = site.connects();
        greedy.add(stranger);
        stranger.getOutputStream().write('G');
        Digest manifest = site.clone("a.img.zst", DISK).manifestDigest();
        Socket known = site.asksForChunk(manifest, 0);
        greedy.add(known);
        assertThat(known.getInputStream().readNBytes(DISK.length)).hasSize(DISK.length);
        // why not before: what comes in one piece with a whole head is taken for no begun one.
        known.getOutputStream().write('G');
        assertThat(known.getInputStream().readAllBytes()).isNotEmpty();
        assertThat(stranger.getInputStream().read()).isNegative();
    }

    @Test
    void oneThatOpensConnectionAfterConnectionLosesItsOldest() throws Exception {
        UUID device = UUID.randomUUID();
        for (int i = 0; i < 33; i++) {
            begin(device);
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::oneIsClosed);
    }

    private Optional<Socket> answered() throws IOException {
        for (Socket socket : greedy) {
            if (socket.getInputStream().available() > 0) {
                return Optional.of(socket);
            }
        }
        return Optional.empty();
    }

    private boolean oneIsClosed() throws IOException {
        for (Socket socket : greedy) {
            if (isClosed(socket)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            socket.setSoTimeout(10);
            InputStream in = socket.getInputStream();
            in.skipNBytes(in.available());
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private void assertThatOthersAreServed() throws Exception {
        for (int i = 0; i < PLACES; i++) {
            assertThat(site.captures(operation(), DISK).put(DISK, 0).statusCode())
                    .isEqualTo(204);
        }
    }

    private UUID operation() {
        return site.order("%s.img".formatted(UUID.randomUUID()), null);
    }

    private Socket begin(UUID device) throws IOException {
        Socket socket = site.beginsAChunk(operation(), device, DISK.length);
        greedy.add(socket);
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }
}
