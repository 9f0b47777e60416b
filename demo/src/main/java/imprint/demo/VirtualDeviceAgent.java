package imprint.demo;

import imprint.embedded.Leash;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The agent of a virtual device, a process of its own. */
final class VirtualDeviceAgent implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Process process;

    private VirtualDeviceAgent(Process process) {
        this.process = process;
    }

    /**
     * @param program the agent's launcher
     * @param joinToken file that holds the token: on a command line everybody could read it
     * @param log what the agent prints
     */
    static VirtualDeviceAgent start(Path program, URI server, Path joinToken, VirtualDevice device, Path log) {
        var command = List.of(
                program.toString(),
                "--server",
                server.toString(),
                "--join-file",
                joinToken.toString(),
                "--disk",
                device.disk().toString(),
                "--host-name",
                device.hostName(),
                "--product",
                VirtualDevice.PRODUCT);
        try {
            return new VirtualDeviceAgent(new ProcessBuilder(Leash.hold("TERM", command))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start());
        } catch (IOException e) {
            throw new DemoFailed("The agent of %s cannot be started: %s.".formatted(device.hostName(), e), e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_LIMIT)) {
            process.destroyForcibly().waitFor();
        }
    }
}
