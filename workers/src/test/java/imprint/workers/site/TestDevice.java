package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.chunk.Zeros;
import imprint.imaging.manifest.ManifestPage;
import imprint.imaging.manifest.ManifestRoot;
import imprint.imaging.zstd.Frames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Speaks to a gateway as the agent on a device does. */
final class TestDevice {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;
    private final String token;
    private final String object;

    /** @param object the id in the paths that the token is for */
    TestDevice(URI gateway, String token, String object) {
        this.gateway = gateway;
        this.token = token;
        this.object = object;
    }

    /** Sends the whole disk. */
    Digest capture(byte[] disk) throws Exception {
        for (long chunk = 0; chunk < new DiskLayout(disk.length).chunks(); chunk++) {
            expect(204, put(disk, chunk));
        }
        return complete();
    }

    HttpResponse<byte[]> put(byte[] disk, long chunk) throws Exception {
        DiskLayout layout = new DiskLayout(disk.length);
        ByteBuffer plain = ByteBuffer.wrap(disk, (int) layout.offset(chunk), layout.length(chunk));
        if (Zeros.isZero(plain)) {
            return zeros(ByteBuffer.allocate(16).putLong(chunk).putLong(1).array());
        }
        try (Frames frames = new Frames()) {
            byte[] frame = frames.compress(plain);
            return put(chunk, frame, Digest.ofContent(plain), Digest.ofContent(frame));
        }
    }

    HttpResponse<byte[]> put(long chunk, byte[] body, Digest content, Digest frame) throws Exception {
        return send(request("/captures/%s/chunks/" + chunk)
                .header("Chunk-Digest", content.hex())
                .header("Frame-Digest", frame.hex())
                .PUT(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> zeros(byte[] pairs) throws Exception {
        return send(request("/captures/%s/zeros").PUT(BodyPublishers.ofByteArray(pairs)));
    }

    byte[] arrived() throws Exception {
        return expect(200, get("/captures/%s/chunks"));
    }

    Digest complete() throws Exception {
        byte[] json = expect(200, post("/captures/%s/complete"));
        return Digest.parse(new String(json, StandardCharsets.UTF_8).replaceAll(".*\"([0-9a-f]{64})\".*", "$1"));
    }

    HttpResponse<byte[]> post(String path) throws Exception {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return send(request(path).GET());
    }

    /** Fetches the whole image as a device does that trusts nothing but the manifest's digest. */
    byte[] fetch(Digest manifest) throws Exception {
        ManifestRoot root = ManifestRoot.decode(expect(200, get("/images/%s/manifest")));
        root.verified(manifest);
        byte[] disk = new byte[(int) root.layout().bytes()];
        try (Frames frames = new Frames()) {
            for (long chunk = 0; chunk < root.layout().chunks(); chunk++) {
                ManifestPage page = page(root, ManifestRoot.pageOf(chunk));
                if (!page.isZero(chunk)) {
                    byte[] frame = expect(200, get("/images/%s/chunks/" + chunk));
                    ByteBuffer into = ByteBuffer.wrap(
                            disk,
                            (int) root.layout().offset(chunk),
                            root.layout().length(chunk));
                    frames.decompress(ByteBuffer.wrap(frame), into);
                }
            }
        }
        return disk;
    }

    private ManifestPage page(ManifestRoot root, long page) throws Exception {
        return ManifestPage.decode(root, page, expect(200, get("/images/%s/manifest/pages/" + page)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path.formatted(object)))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static byte[] expect(int status, HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != status) {
            throw new IOException(
                    "%d: %s".formatted(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)));
        }
        return response.body();
    }
}
