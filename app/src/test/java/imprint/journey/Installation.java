package imprint.journey;

import static org.awaitility.Awaitility.await;

import imprint.app.ImprintApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server with its engine and database, each a process that can be killed, and agents beside it. */
final class Installation implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Path AGENT =
            Path.of("../agent/target/dist/bin/imprint-agent").toAbsolutePath().normalize();

    private final Path directory;
    private final int port;
    private final String password = UUID.randomUUID().toString();
    private final List<Agent> agents = new ArrayList<>();
    private @Nullable Process server;

    Installation(Path directory) throws IOException {
        this.directory = directory;
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        secret("password", password);
    }

    private Path secret(String name, String text) throws IOException {
        var file = directory.resolve(name);
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.writeString(file, text);
    }

    void start() throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dimprint.home=" + System.getProperty("imprint.home"),
                        "-Dimprint.administrator.password-file=" + directory.resolve("password"),
                        "-Dimprint.steps.retries=PT1S,PT1S,PT2S,PT2S",
                        "-Dimprint.steps.no-progress=PT20S",
                        "-Dimprint.heartbeat.interval-seconds=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImprintApplication.class.getName(),
                        "--data",
                        directory.resolve("data").toString(),
                        "--port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
        await().atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> {
                    api().get("operations");
                    return true;
                });
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Api api() {
        return new Api(address(), password);
    }

    /** As {@code kill -9} does: no hook runs. */
    void killServer() throws InterruptedException {
        var running = Objects.requireNonNull(server);
        running.destroyForcibly();
        running.waitFor(10, TimeUnit.SECONDS);
    }

    void killEngine() {
        var running = Objects.requireNonNull(server);
        running.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("StandaloneBroker"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** A device with this disk, enrolled and heard. */
    Agent device(String name, Path disk) throws IOException, InterruptedException {
        var token = api().post(
                        "join-tokens", Map.of("description", name, "site", "main", "uses", 1, "validFor", "PT1H"))
                .get("secret")
                .asString();
        var agent = new Agent(AGENT, address(), secret(name + ".join", token), name, disk, directory);
        agents.add(agent);
        agent.start();
        agent.awaitReady(api());
        return agent;
    }

    @Override
    public void close() throws InterruptedException {
        agents.forEach(Agent::kill);
        var running = server;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        }
    }
}
