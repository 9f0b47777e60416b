package imprint.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The agent as a process of its own, with the memory and the modules that it has on a device. */
final class AgentProcess implements AutoCloseable {

    private final Process process;

    private AgentProcess(Process process) {
        this.process = process;
    }

    static AgentProcess start(URI server, Path disk, Path output) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(List.of(
                java,
                "-Xmx128m",
                "-XX:MaxDirectMemorySize=96m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--limit-modules",
                System.getProperty("dist.modules"),
                "-cp",
                System.getProperty("java.class.path"),
                "imprint.agent.AgentCommand",
                "--server",
                server.toString(),
                "--disk",
                disk.toString(),
                "--disk-serial",
                "D-1"));
        builder.environment().put("IMPRINT_JOIN_TOKEN", TestServer.JOIN_TOKEN);
        return new AgentProcess(builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start());
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
