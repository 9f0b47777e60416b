package imprint.journey;

import static org.awaitility.Awaitility.await;

import imprint.app.ImprintApplication;
import imprint.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Imprint as a process of its own, started as the launcher does it; it may be killed, and started again. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ProcessBuilder command;
    private final int port;
    private @Nullable Process process;

    /**
     * @param settings of the Java virtual machine, such as {@code -Dimprint.steps.no-progress=PT5S}
     * @param options of the command line
     */
    ServerProcess(Path log, Map<String, String> environment, List<String> settings, List<String> options)
            throws IOException {
        this.port = FreePort.find();
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        words.add("-Dimprint.home=" + System.getProperty("imprint.home"));
        words.addAll(settings);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), ImprintApplication.class.getName()));
        words.addAll(options);
        words.addAll(List.of("--port", Integer.toString(port)));
        this.command = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        command.environment().putAll(environment);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void start() throws IOException {
        process = command.start();
    }

    void awaitReady() {
        var started = Objects.requireNonNull(process);
        await().atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(250))
                .failFast("the server has ended", () -> !started.isAlive())
                .ignoreExceptions()
                .until(() -> health() == 200);
    }

    /** The status of its answer: 200 when all is well. */
    int health() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address().resolve("/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** As {@code kill -9} does: no hook runs. */
    void kill() throws InterruptedException {
        var running = Objects.requireNonNull(process);
        running.destroyForcibly();
        running.waitFor(10, TimeUnit.SECONDS);
    }

    Stream<ProcessHandle> children() {
        return Objects.requireNonNull(process).descendants();
    }

    @Override
    public void close() throws InterruptedException {
        var running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        }
    }
}
