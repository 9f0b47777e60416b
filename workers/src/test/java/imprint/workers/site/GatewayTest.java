package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.token.Direction;
import imprint.imaging.token.TransferToken;
import imprint.imaging.zstd.Frames;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {

    private static final byte[] DISK = TestDisks.mixed();

    @TempDir
    Path directory;

    private TestSite site;
    private UUID operation;
    private TestDevice device;

    @BeforeEach
    void open() throws Exception {
        site = new TestSite(directory, 6L << 20);
        operation = site.order("disk.img.zst", null);
        device = site.captures(operation, DISK);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void tellsADeviceWhatHasArrivedSoThatItSendsOnlyTheRest() throws Exception {
        assertThat(device.arrived()).containsExactly(0);
        device.put(DISK, 0);
        device.put(DISK, 1);
        assertThat(device.arrived()).containsExactly(0b0011);
    }

    @Test
    void takesTheSameChunkTwice() throws Exception {
        assertThat(device.put(DISK, 0).statusCode()).isEqualTo(204);
        assertThat(device.put(DISK, 0).statusCode()).isEqualTo(204);
        assertThat(device.put(DISK, 1).statusCode()).isEqualTo(204);
        assertThat(device.put(DISK, 1).statusCode()).isEqualTo(204);
    }

    @Test
    void refusesACaptureWithChunksMissing() throws Exception {
        device.put(DISK, 0);
        HttpResponse<byte[]> answer = device.post("/captures/%s/complete");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(text(answer)).contains("3 chunks");
    }

    @Test
    void noticesAFrameThatWasCorruptedOnTheWire() throws Exception {
        byte[] frame = frame(0);
        Digest sent = Digest.ofContent(frame);
        frame[100] ^= 1;
        assertProblem(device.put(0, frame, content(0), sent), 422, "CHUNK_CORRUPT");
        assertThat(device.arrived()).containsExactly(0);
    }

    @Test
    void noticesAChunkThatIsNotWhatItSays() throws Exception {
        byte[] frame = frame(0);
        assertProblem(device.put(0, frame, content(2), Digest.ofContent(frame)), 422, "CHUNK_CORRUPT");
        assertProblem(device.put(3, frame, content(0), Digest.ofContent(frame)), 422, "CHUNK_CORRUPT");
        byte[] rubbish = "no frame".getBytes(StandardCharsets.UTF_8);
        assertProblem(device.put(0, rubbish, content(0), Digest.ofContent(rubbish)), 422, "CHUNK_CORRUPT");
    }

    @Test
    void refusesChunksThatTheDiskDoesNotHave() throws Exception {
        byte[] frame = frame(0);
        assertProblem(device.put(4, frame, content(0), Digest.ofContent(frame)), 400, "TRANSFER_REFUSED");
        assertProblem(zeros(3, 2), 400, "TRANSFER_REFUSED");
        assertProblem(zeros(-1, 1), 400, "TRANSFER_REFUSED");
        assertProblem(zeros(0, Long.MAX_VALUE), 400, "TRANSFER_REFUSED");
    }

    @Test
    void refusesABodyThatIsTooLargeBeforeItIsSent() throws Exception {
        byte[] large = new byte[Frames.MAX_BYTES + 1];
        assertProblem(device.put(0, large, content(0), Digest.ofContent(large)), 413, "TRANSFER_REFUSED");
        assertThat(device.arrived()).containsExactly(0);
    }

    @Test
    void tellsADeviceToComeBackWhenTheSpoolIsFull() throws Exception {
        byte[] noise = TestDisks.noise(3 * DiskLayout.CHUNK_BYTES);
        UUID other = site.order("noise.img", null);
        TestDevice sender = site.captures(other, noise);
        assertThat(sender.put(noise, 0).statusCode()).isEqualTo(204);
        HttpResponse<byte[]> answer = sender.put(noise, 1);
        assertProblem(answer, 503, "SPOOL_FULL");
        assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(sender.arrived()).containsExactly(0b001);
    }

    @Test
    void admitsNobodyWithoutAToken() throws Exception {
        assertProblem(anonymous("/captures/" + operation + "/chunks", null), 401, "TRANSFER_REFUSED");
        assertProblem(anonymous("/captures/" + operation + "/chunks", "Bearer nonsense"), 401, "TRANSFER_REFUSED");
        assertProblem(anonymous("/captures/" + operation + "/chunks", "Basic eDp5"), 401, "TRANSFER_REFUSED");
    }

    @Test
    void admitsNobodyWithATokenForSomethingElse() throws Exception {
        String capture = "/captures/" + operation + "/chunks";
        Digest manifest = Digest.ofContent(new byte[1]);
        assertThat(status(capture, UUID.randomUUID(), TestSite.GATEWAY, 60)).isEqualTo(403);
        assertThat(status(capture, operation, "another-gateway", 60)).isEqualTo(403);
        assertThat(status(capture, operation, TestSite.GATEWAY, -1)).isEqualTo(401);
        assertThat(status("/images/" + manifest + "/manifest", operation, TestSite.GATEWAY, 60))
                .isEqualTo(403);
        assertThat(status(capture, operation, TestSite.GATEWAY, 60)).isEqualTo(200);
    }

    @Test
    void knowsNoOtherPaths() throws Exception {
        assertThat(anonymous("/", null).statusCode()).isEqualTo(404);
        assertThat(anonymous("/captures/..%2f..%2fetc/passwd", null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void servesOneConnectionAfterARefusal() throws Exception {
        assertThat(device.put(0, new byte[50], content(0), content(1)).statusCode())
                .isEqualTo(422);
        assertThat(device.put(DISK, 0).statusCode()).isEqualTo(204);
    }

    @Test
    void takesAChunkFromManyDevicesAtOnce() throws Exception {
        byte[] small = "a small disk".getBytes(StandardCharsets.UTF_8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = IntStream.range(0, 12)
                    .mapToObj(_ -> threads.submit(() ->
                            site.captures(site.order("x.img", null), small).capture(small)))
                    .toList();
            for (var digest : sent) {
                assertThat(digest.get()).isEqualTo(sent.getFirst().get());
            }
        }
    }

    @Test
    void refusesATokenWhoseOperationWasCancelled() throws Exception {
        UUID cancelled = site.order("cancelled.img", null);
        site.control.cancel(cancelled);
        assertProblem(site.captures(cancelled, DISK).put(DISK, 0), 401, "TRANSFER_REFUSED");
    }

    @Test
    void refusesATokenWithinSecondsAfterACancellation() throws Exception {
        device.put(DISK, 0);
        site.control.cancel(operation);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(device.put(DISK, 0).statusCode()).isEqualTo(401));
    }

    @Test
    void refusesACaptureThatWasDiscarded() throws Exception {
        device.put(DISK, 0);
        site.discardCapture.run(operation);
        assertProblem(device.put(DISK, 0), 409, "TRANSFER_REFUSED");
    }

    private HttpResponse<byte[]> zeros(long first, long count) throws Exception {
        return device.zeros(
                ByteBuffer.allocate(16).putLong(first).putLong(count).array());
    }

    private int status(String path, UUID operationId, String gateway, int secondsLeft) throws Exception {
        TransferToken token = new TransferToken(
                operationId,
                1,
                UUID.randomUUID(),
                gateway,
                Direction.CAPTURE,
                TransferToken.captureOf(operationId, DISK.length),
                Instant.now().plusSeconds(secondsLeft));
        return anonymous(path, "Bearer " + site.token(token)).statusCode();
    }

    private HttpResponse<byte[]> anonymous(String path, @Nullable String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site.address() + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.GET().build(), BodyHandlers.ofByteArray());
        }
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(text(answer)).contains("\"code\":\"" + code + "\"");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] frame(int chunk) {
        DiskLayout layout = new DiskLayout(DISK.length);
        try (Frames frames = new Frames()) {
            return frames.compress(ByteBuffer.wrap(DISK, (int) layout.offset(chunk), layout.length(chunk)));
        }
    }

    private static Digest content(int chunk) {
        DiskLayout layout = new DiskLayout(DISK.length);
        return Digest.ofContent(DISK, (int) layout.offset(chunk), layout.length(chunk));
    }
}
