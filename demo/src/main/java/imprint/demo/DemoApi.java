package imprint.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The server's API, used as an administrator's own program would use it. */
final class DemoApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final URI root;
    private final String authorization;

    DemoApi(URI server, String user, String password) {
        this.root = server.resolve("/api/v1/");
        var login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(login);
    }

    /** @return the token's secret */
    String makeJoinToken(int devices) throws InterruptedException {
        var asked = Map.of("description", "Demo", "site", "main", "uses", devices, "validFor", "PT1H");
        return post("join-tokens", asked, JoinToken.class).secret();
    }

    void addProduct(String name) throws InterruptedException {
        post("products", Map.of("name", name), Product.class);
    }

    Location addLocation(String name, Map<String, ?> fields) throws InterruptedException {
        var asked = new HashMap<String, Object>(fields);
        asked.put("name", name);
        return post("storage-locations", asked, Location.class);
    }

    /** Waits until the location passes its test; its server may only just have been started. */
    void awaitUsable(UUID location) throws InterruptedException {
        Patience.await(
                TIMEOUT,
                () -> post("storage-locations/" + location + "/test", Map.of(), Tested.class),
                tested -> tested.failed() == null,
                tested -> "The storage location fails its test: " + tested.failed());
    }

    List<Device> devices() throws InterruptedException {
        return get("devices?size=200", Devices.class).content();
    }

    ShownOperation cloneDisk(UUID deviceId, String name, UUID locationId, String fileName) throws InterruptedException {
        var asked = Map.of("deviceId", deviceId, "name", name, "locationId", locationId, "fileName", fileName);
        return post("operations/clone", asked, ShownOperation.class);
    }

    ShownOperation addImage(String name, UUID locationId, String fileName, String product) throws InterruptedException {
        var asked = Map.of(
                "name",
                name,
                "locationId",
                locationId,
                "fileName",
                fileName,
                "product",
                product,
                "carriesAgent",
                false);
        return post("operations/add", asked, ShownOperation.class);
    }

    List<ShownOperation> applyImage(UUID imageId, List<UUID> deviceIds) throws InterruptedException {
        var asked = Map.of("imageId", imageId, "deviceIds", deviceIds);
        return Arrays.asList(post("operations/apply", asked, ShownOperation[].class));
    }

    ShownOperation operation(UUID id) throws InterruptedException {
        return get("operations/" + id, ShownOperation.class);
    }

    Image image(UUID id) throws InterruptedException {
        return get("disk-images/" + id, Image.class);
    }

    private <T> T get(String path, Class<T> type) throws InterruptedException {
        return answer(request(path).GET(), type);
    }

    private <T> T post(String path, Object body, Class<T> type) throws InterruptedException {
        var content = HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
        return answer(request(path).header("Content-Type", "application/json").POST(content), type);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(TIMEOUT).header("Authorization", authorization);
    }

    private <T> T answer(HttpRequest.Builder builder, Class<T> type) throws InterruptedException {
        var request = builder.build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                var problem = new String(response.body(), StandardCharsets.UTF_8);
                throw new DemoFailed("%s %s was answered with %s %s"
                        .formatted(request.method(), request.uri().getPath(), response.statusCode(), problem));
            }
            return json.readValue(response.body(), type);
        } catch (IOException e) {
            throw new DemoFailed("The server does not answer: " + e, e);
        }
    }

    record Product(UUID id) {}

    record Location(UUID id, String url) {}

    record Tested(@Nullable Failed failed) {}

    record Failed(String step, String message, String remedy) {
        @Override
        public String toString() {
            return "%s. %s %s".formatted(step, message, remedy);
        }
    }

    record JoinToken(String secret) {
        @Override
        public String toString() {
            return "JoinToken[]";
        }
    }

    record Devices(List<Device> content) {}

    record Device(
            UUID id,
            String hostName,
            String state,
            @Nullable String lastContact) {
        boolean isReady() {
            return state.equals("ENROLLED") && lastContact != null;
        }
    }

    record Image(UUID id, String fileName, String sha256, long diskBytes, long fileBytes) {}
}
