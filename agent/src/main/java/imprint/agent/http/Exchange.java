package imprint.agent.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One request and its answer over HTTP/1.1; every answer but success is thrown as {@link Refused}. */
public final class Exchange {

    private static final long LARGEST_PROBLEM = 64 << 10;

    private final HttpClient client;
    private final JsonMapper json;

    public Exchange(HttpClient client, JsonMapper json) {
        this.client = client;
        this.json = json;
    }

    /** A client whose connections are kept alive, and which follows nobody elsewhere. */
    public static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    public record Answer<T>(int status, T body) {}

    /**
     * Sends a request and takes its answer.
     *
     * @param onSuccess takes the body of a success, and bounds it
     * @throws Refused when the other side answered with anything but success
     */
    public <T> Answer<T> send(HttpRequest request, BodyHandler<T> onSuccess) throws IOException, InterruptedException {
        var response = client.send(
                request,
                info -> info.statusCode() / 100 == 2 ? success(onSuccess.apply(info)) : this.<T>refusal(request, info));
        return new Answer<>(response.statusCode(), response.body().get());
    }

    private interface Body<T> {
        T get() throws Refused;
    }

    private static <T> BodySubscriber<Body<T>> success(BodySubscriber<T> subscriber) {
        return BodySubscribers.mapping(subscriber, body -> () -> body);
    }

    private <T> BodySubscriber<Body<T>> refusal(HttpRequest request, ResponseInfo info) {
        var bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_PROBLEM)
                .apply(info);
        return BodySubscribers.mapping(bounded, body -> () -> {
            var problem = Problem.parse(body, json);
            throw new Refused(
                    info.statusCode(),
                    problem.knownCode(),
                    retryAfter(info),
                    "%s answered %d: %s".formatted(request.uri().getPath(), info.statusCode(), problem.sentence()));
        });
    }

    private static @Nullable Duration retryAfter(ResponseInfo info) {
        // why: the other form of the header, a date, needs clocks that agree; it is never sent to an agent.
        return info.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }
}
