package imprint.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the server. */
final class Caller {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI server;
    private final JsonMapper json;
    private final @Nullable String authorization;
    private final @Nullable String key;
    private final String format;

    private Caller(URI server, JsonMapper json, @Nullable String authorization, @Nullable String key, String format) {
        this.server = server;
        this.json = json;
        this.authorization = authorization;
        this.key = key;
        this.format = format;
    }

    static Caller unknown(URI server, JsonMapper json) {
        return new Caller(server, json, null, null, "application/json");
    }

    Caller withPassword(String name, String password) {
        var pair = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Caller(server, json, "Basic " + pair, key, format);
    }

    Caller withToken(String token) {
        return new Caller(server, json, "Bearer " + token, key, format);
    }

    /** Says with every request that it is the one with this key. */
    Caller withKey(String key) {
        return new Caller(server, json, authorization, key, format);
    }

    /** Says of every body that it has this format. */
    Caller inFormat(String contentType) {
        return new Caller(server, json, authorization, key, contentType);
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param body JSON as it is, or anything that becomes JSON */
    Answer send(String method, String path, @Nullable Object body) {
        try {
            var text = body == null || body instanceof String ? (String) body : json.writeValueAsString(body);
            var request = request(path)
                    .method(method, text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text))
                    .build();
            return answer(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of an answer that goes on and on. */
    Stream<String> lines(String path) {
        return HTTP.sendAsync(request(path).build(), BodyHandlers.ofLines())
                .join()
                .body();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(server.resolve(path)).header("Content-Type", format);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return key == null ? request : request.header("Idempotency-Key", key);
    }

    private Answer answer(HttpResponse<String> response) {
        var isJson = response.headers().firstValue("Content-Type").filter(type -> type.contains("json"));
        return new Answer(
                response.statusCode(),
                response.headers(),
                isJson.isPresent() ? json.readTree(response.body()) : json.nullNode());
    }
}
