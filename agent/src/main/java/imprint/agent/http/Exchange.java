package imprint.agent.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
     * Sends a request and takes its answer. When this has returned or thrown, nothing is received any more.
     *
     * @param request with a timeout, which is that of the whole answer
     * @param onSuccess takes the body of a success, and bounds it
     * @throws Refused when the other side answered with anything but success
     */
    public <T> Answer<T> send(HttpRequest request, BodyHandler<T> onSuccess) throws IOException, InterruptedException {
        // why: the platform's own timeout ends with the headers, until Java 26 (JDK-8208693).
        var limit = request.timeout().orElseThrow();
        var gate = new Gate();
        var answer = client.sendAsync(
                request,
                info -> gate.before(
                        info.statusCode() / 100 == 2
                                ? success(onSuccess.apply(info))
                                : this.<T>refusal(request, info)));
        try {
            var response = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer<>(response.statusCode(), response.body().get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within %s s".formatted(limit.toSeconds()));
        } finally {
            answer.cancel(true);
            gate.close();
        }
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
                    problem,
                    retryAfter(info),
                    "%s answered %s: %s".formatted(request.uri().getPath(), info.statusCode(), problem.sentence()));
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
