package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs until it is closed, or this process ends. */
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ChildProcess start(List<String> command, Map<String, String> environment, Path output) throws IOException {
        // why: a kill -9 of this process must not leave servers behind.
        var leashed = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM", "--"));
        leashed.addAll(command);
        var builder = new ProcessBuilder(leashed).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), output);
    }

    long pid() {
        return process.pid();
    }

    /** @throws IOException with what it printed, when it has ended */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(
                    "A program has ended: " + Files.readString(output).strip());
        }
    }

    /** The most memory that it has had resident, in bytes: {@code VmHWM} of proc_pid_status(5). */
    long peakBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/%s/status".formatted(pid()))).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
                .findAny()
                .orElse(0);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
