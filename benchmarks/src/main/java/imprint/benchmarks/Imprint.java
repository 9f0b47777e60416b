package imprint.benchmarks;

import imprint.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The whole system as a process of its own, started as the launcher does: server, engine, database, one site.
 *
 * @param data where it keeps everything
 */
record Imprint(ChildProcess server, Api api, Path data, List<String> command) {

    private static final String READY = "Imprint is ready: ";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final String OPTIONS = System.getenv().getOrDefault("IMPRINT_JAVA_OPTS", "");

    static Imprint start(Laboratory laboratory) throws IOException, InterruptedException {
        var password = Secret.random();
        var passwordFile = Secret.file(laboratory, "administrator", password);
        var home = System.getProperty("imprint.home");
        var data = laboratory.file("data");
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        Stream.of(OPTIONS.split(" ")).filter(option -> !option.isBlank()).forEach(command::add);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dimprint.home=" + home,
                "-Dimprint.administrator.password-file=" + passwordFile,
                "-cp",
                applicationJar(Path.of(home, "lib")).toString(),
                "imprint.app.ImprintApplication",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(Ports.unused())));
        return run(laboratory, command, data, password);
    }

    private static Imprint run(Laboratory laboratory, List<String> command, Path data, String password)
            throws IOException, InterruptedException {
        var output = laboratory.file("imprint.log");
        var server = laboratory.running(ChildProcess.start(command, Map.of(), output));
        return new Imprint(server, new Api(awaitAddress(server, output), password), data, command);
    }

    /** Once it has been closed: the same again, with what it kept and at the same address. */
    Imprint again(Laboratory laboratory) throws IOException, InterruptedException {
        return run(laboratory, command, data, api.password());
    }

    ServerProcess process() {
        return new ServerProcess(server.pid());
    }

    Database database() {
        return new Database(data);
    }

    // why not all of lib: the jar names the libraries that it was built with; others may be left from an earlier build.
    private static Path applicationJar(Path libraries) throws IOException {
        try (var jars = Files.newDirectoryStream(libraries, "imprint-app-*.jar")) {
            return jars.iterator().next();
        }
    }

    private static URI awaitAddress(ChildProcess server, Path output) throws IOException, InterruptedException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            var ready = Files.readAllLines(output).stream()
                    .filter(line -> line.startsWith(READY))
                    .findAny();
            if (ready.isPresent()) {
                return URI.create(ready.get().substring(READY.length()).strip());
            }
            server.requireAlive();
            Thread.sleep(100);
        }
        throw new IOException("Imprint was not ready within " + START_LIMIT);
    }
}
