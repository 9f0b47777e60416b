package imprint.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The agent of a virtual device, a process of its own. */
final class Agent {

    static final String PRODUCT = "Acme T1";

    private final ProcessBuilder command;
    private final String name;
    private final Path disk;
    private final Path log;
    private @Nullable Process process;
    private @Nullable UUID id;

    Agent(Path program, URI server, Path joinToken, String name, Path disk, Path logs) {
        this.name = name;
        this.disk = disk;
        this.log = logs.resolve(name + ".log");
        this.command = new ProcessBuilder(
                        program.toString(),
                        "--server",
                        server.toString(),
                        "--join-file",
                        joinToken.toString(),
                        "--disk",
                        disk.toString(),
                        "--product",
                        PRODUCT,
                        "--host-name",
                        name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    void start() throws IOException {
        process = command.start();
    }

    /** The power goes. */
    void kill() {
        var running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** It stands still, as on a machine that hangs, until it is {@linkplain #resume resumed}. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        var pid = Long.toString(Objects.requireNonNull(process).pid());
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                .inheritIO()
                .start()
                .waitFor();
    }

    void awaitSaid(String expression) {
        var words = Pattern.compile(expression);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> words.matcher(Files.readString(log)).find());
    }

    /** The next boot is into the system on its disk, as when someone has changed the order of boot. */
    void forgetsWhereToBoot() throws IOException {
        Files.delete(disk.resolveSibling(disk.getFileName() + ".agent").resolve("next-boot.json"));
    }

    void awaitReady(Api api) {
        id = await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(
                        () -> {
                            for (var device : api.get("devices?size=100").get("content")) {
                                if (device.get("hostName").asString().equals(name)
                                        && device.get("lastContact").isString()) {
                                    return UUID.fromString(device.get("id").asString());
                                }
                            }
                            return null;
                        },
                        Objects::nonNull);
    }

    UUID id() {
        return Objects.requireNonNull(id);
    }

    Path disk() {
        return disk;
    }
}
