package imprint.journey;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server with its engine and database, each a process that can be killed. */
final class Installation implements AutoCloseable {

    private final Path directory;
    private final ServerProcess server;
    private final Api api;

    /** @param settings besides those that every journey needs to be quick */
    Installation(Path directory, String... settings) throws IOException {
        this.directory = directory;
        var password = UUID.randomUUID().toString();
        var all = new ArrayList<>(List.of(
                "-Dimprint.administrator.password-file=" + Secret.write(directory.resolve("password"), password),
                "-Dimprint.steps.retries=PT1S,PT1S,PT2S,PT2S",
                "-Dimprint.steps.no-progress=PT20S",
                "-Dimprint.heartbeat.interval-seconds=0"));
        all.addAll(List.of(settings));
        this.server = new ServerProcess(
                directory.resolve("server.log"),
                Map.of(),
                all,
                List.of("--data", directory.resolve("data").toString()));
        this.api = new Api(server.address(), password);
    }

    void start() throws IOException {
        server.start();
        server.awaitReady();
    }

    URI address() {
        return server.address();
    }

    Api api() {
        return api;
    }

    Path data() {
        return directory.resolve("data");
    }

    int health() throws IOException, InterruptedException {
        return server.health();
    }

    void kill() throws InterruptedException {
        server.kill();
    }

    void killEngine() {
        server.children()
                .filter(process -> process.info().commandLine().orElse("").contains("StandaloneBroker"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
