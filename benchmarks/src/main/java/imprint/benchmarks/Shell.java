package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Command lines as a person would type them. */
final class Shell {

    private static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin") + ":/usr/sbin:/sbin";

    private Shell() {}

    /**
     * Runs a pipeline of bash; it fails when any of its programs does.
     *
     * @param line in which {@code $1} and so on stand for the arguments
     * @return how long it took
     */
    static Duration run(String line, Object... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", "-c", "set -euo pipefail; " + line, "benchmark"));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", PATH);
        var began = System.nanoTime();
        var process = builder.start();
        process.getOutputStream().close();
        var output = process.inputReader().readAllAsString();
        var exit = process.waitFor();
        var took = Duration.ofNanos(System.nanoTime() - began);
        if (exit != 0) {
            throw new IOException("\"%s\" failed: %s".formatted(line, output.strip()));
        }
        return took;
    }

    /** Makes the next reads of these files come from the disk, as {@code dd}'s manual says. */
    static void dropFromCache(Path... files) throws IOException, InterruptedException {
        for (var file : files) {
            run("dd of=\"$1\" oflag=nocache conv=notrunc,fdatasync count=0 status=none", file);
        }
    }
}
