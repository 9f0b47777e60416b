package imprint.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API, as the administrator. */
final class Api {

    static final String PRODUCT = "Benchmark device";

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final URI server;
    private final String password;
    private final String authorization;

    Api(URI server, String password) {
        this.server = server;
        this.password = password;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    }

    URI server() {
        return server;
    }

    String password() {
        return password;
    }

    String joinToken() throws IOException, InterruptedException {
        return joinToken(10);
    }

    String joinToken(int uses) throws IOException, InterruptedException {
        var token = Map.of("description", "benchmark", "site", "main", "uses", uses, "validFor", "PT8H");
        return post("join-tokens", token).get("secret").asString();
    }

    UUID location(WebServer web) throws IOException, InterruptedException {
        return id(post(
                "storage-locations", Map.of("name", "web", "kind", "HTTP", "host", "127.0.0.1", "port", web.port())));
    }

    UUID location(Path directory) throws IOException, InterruptedException {
        return id(
                post("storage-locations", Map.of("name", "files", "kind", "FILE", "directory", directory.toString())));
    }

    void addProduct() throws IOException, InterruptedException {
        post("products", Map.of("name", PRODUCT));
    }

    /** The device of this name, once it has enrolled. */
    Optional<UUID> device(String hostName) throws IOException, InterruptedException {
        return get("devices?text=" + hostName)
                .get("content")
                .valueStream()
                .findFirst()
                .map(Api::id);
    }

    UUID clone(UUID device, UUID location, String file) throws IOException, InterruptedException {
        return id(post(
                "operations/clone",
                Map.of("deviceId", device, "name", file, "fileName", file, "locationId", location)));
    }

    UUID add(UUID location, String file) throws IOException, InterruptedException {
        return id(post(
                "operations/add", Map.of("name", file, "fileName", file, "locationId", location, "product", PRODUCT)));
    }

    UUID apply(UUID image, UUID device) throws IOException, InterruptedException {
        return id(post("operations/apply", Map.of("imageId", image, "deviceIds", List.of(device)))
                .get(0));
    }

    /** An operation for each device, of one request. */
    void apply(UUID image, List<UUID> devices) throws IOException, InterruptedException {
        post("operations/apply", Map.of("imageId", image, "deviceIds", devices));
    }

    /** How many operations have not ended. */
    long open() throws IOException, InterruptedException {
        return count("operations?open=true");
    }

    long succeeded() throws IOException, InterruptedException {
        return count("operations?kind=APPLY&state=SUCCEEDED");
    }

    /** How many devices have been heard since. */
    long heardSince(Instant time) throws IOException, InterruptedException {
        return count("devices?state=ENROLLED") - count("devices?state=ENROLLED&silentSince=" + time);
    }

    private long count(String list) throws IOException, InterruptedException {
        return get(list + "&size=1").get("page").get("totalElements").asLong();
    }

    /** What somebody sees who watches the fleet. */
    void look() throws IOException, InterruptedException {
        get("devices?size=20");
        get("operations?size=20");
    }

    /** Returns when the operation has succeeded, and its history is complete. */
    Operation await(UUID id) throws IOException, InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            var operation = new Operation(get("operations/" + id));
            if (operation.hasFailed()) {
                throw new IOException("An operation failed: " + operation.sentence());
            }
            if (operation.isComplete()) {
                return operation;
            }
            Thread.sleep(100);
        }
        throw new IOException("Operation %s, or its history, was not complete within %s.".formatted(id, LIMIT));
    }

    private static UUID id(JsonNode node) {
        return UUID.fromString(node.get("id").asString());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve("/api/v1/" + path))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", authorization);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    "%s answers %s: %s".formatted(response.uri(), response.statusCode(), response.body()));
        }
        return json.readTree(response.body());
    }
}
