package imprint.agent.transfer;

import imprint.agent.command.CommandInHand;
import imprint.agent.http.Exchange;
import imprint.agent.http.Refused;
import imprint.imaging.chunk.Digest;
import imprint.imaging.manifest.ManifestPage;
import imprint.imaging.manifest.ManifestRoot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The site's image gateway, asked patiently: each call repeats itself as {@link Persistence} says.
 *
 * <p>Nothing that it serves is trusted; its answers are bounded, and checked by whoever asked.
 */
final class Gateway {

    private static final Duration PER_REQUEST = Duration.ofMinutes(2);
    private static final long LARGEST_BITMAP = 4 << 20;
    private static final long LARGEST_JSON = 64 << 10;

    private final Exchange exchange;
    private final JsonMapper json;
    private final Patience patience;
    private final CommandInHand inHand;
    private final String base;

    Gateway(Exchange exchange, JsonMapper json, Patience patience, CommandInHand inHand, URI base) {
        this.exchange = exchange;
        this.json = json;
        this.patience = patience;
        this.inHand = inHand;
        this.base = base.toString().replaceAll("/$", "");
    }

    /** The chunks of a capture that need not be sent again. */
    BitSet arrived(UUID operation) throws IOException, InterruptedException {
        return BitSet.valueOf(get(captures(operation) + "/chunks", bounded(LARGEST_BITMAP)));
    }

    void putChunk(UUID operation, long chunk, Digest content, ByteBuffer frame)
            throws IOException, InterruptedException {
        var request = request(captures(operation) + "/chunks/" + chunk)
                .header("Content-Type", "application/zstd")
                .header("Chunk-Digest", content.hex())
                .header("Frame-Digest", Digest.ofContent(frame).hex())
                .PUT(new BufferPublisher(frame));
        send(request, BodyHandlers.discarding());
        inHand.sent(frame.remaining());
    }

    /** @param pairs big-endian: int64 first chunk, int64 count */
    void putZeros(UUID operation, byte[] pairs) throws IOException, InterruptedException {
        send(request(captures(operation) + "/zeros").PUT(octets(pairs)), BodyHandlers.discarding());
        inHand.sent(pairs.length);
    }

    private static BodyPublisher octets(byte[] bytes) {
        return BodyPublishers.ofByteArray(bytes);
    }

    private record Completed(String manifestDigest) {}

    /** @throws Refused with status 409 while chunks are missing */
    Digest complete(UUID operation) throws IOException, InterruptedException {
        var request = request(captures(operation) + "/complete").POST(BodyPublishers.noBody());
        var body = send(request, bounded(LARGEST_JSON));
        try {
            return Digest.parse(json.readValue(body, Completed.class).manifestDigest());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("The gateway did not name the manifest of the capture", e);
        }
    }

    byte[] manifestRoot(Digest manifest) throws IOException, InterruptedException {
        return get(images(manifest) + "/manifest", bounded(ManifestRoot.MAX_BYTES));
    }

    byte[] manifestPage(Digest manifest, long page) throws IOException, InterruptedException {
        return get(images(manifest) + "/manifest/pages/" + page, bounded(ManifestPage.MAX_BYTES));
    }

    /** @param into takes the frame from 0 to its limit */
    void getChunk(Digest manifest, long chunk, ByteBuffer into) throws IOException, InterruptedException {
        get(images(manifest) + "/chunks/" + chunk, _ -> new BufferSubscriber(into));
        inHand.sent(into.remaining());
    }

    private static String captures(UUID operation) {
        return "/captures/" + operation;
    }

    private static String images(Digest manifest) {
        return "/images/" + manifest.hex();
    }

    private static BodyHandler<byte[]> bounded(long bytes) {
        return BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytes);
    }

    private <T> T get(String path, BodyHandler<T> handler) throws IOException, InterruptedException {
        return send(request(path).GET(), handler);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PER_REQUEST);
    }

    private <T> T send(HttpRequest.Builder request, BodyHandler<T> handler) throws IOException, InterruptedException {
        return Persistence.repeat(
                patience,
                inHand,
                token -> exchange.send(
                                request.setHeader("Authorization", "Bearer " + token)
                                        .build(),
                                handler)
                        .body());
    }
}
