package imprint.workers.storage;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real server as a child process on loopback, with its configuration in a directory of its own. */
final class TestServer implements AutoCloseable {

    private final Process process;
    private final int port;

    private TestServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it listens. Skips the test where the program is not installed, except in CI. */
    static TestServer start(Path log, int port, String program, String... arguments) throws IOException {
        requireInstalled(program);
        var command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        TestServer server = new TestServer(process, port);
        Awaitility.await()
                .alias("%s listens, see %s".formatted(program, log))
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(server::listens);
        return server;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Asks the server to end at once: one that is killed leaves its children behind. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly())
                .join();
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void requireInstalled(String program) {
        if (!Files.isExecutable(Path.of(program))) {
            String missing = program + " is not installed";
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                fail(missing);
            }
            abort(missing);
        }
    }
}
