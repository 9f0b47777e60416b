package imprint.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the server, its engine and its database take of the machine. */
record ServerProcess(long pid) {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final int TICKS_A_SECOND = 100;

    /** Of processor time, in seconds since they began. */
    double cpuSeconds() throws IOException {
        var ticks = 0L;
        for (var each : all().toList()) {
            ticks += ticks(each.pid());
        }
        return (double) ticks / TICKS_A_SECOND;
    }

    private Stream<ProcessHandle> all() {
        return ProcessHandle.of(pid).stream().flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
    }

    // why those of children that have ended as well: PostgreSQL has a process a connection.
    private static long ticks(long pid) throws IOException {
        try {
            var fields = Files.readString(Path.of("/proc/%s/stat".formatted(pid)))
                    .replaceFirst(".*\\) ", "")
                    .split(" ");
            return Stream.of(11, 12, 13, 14)
                    .mapToLong(field -> Long.parseLong(fields[field]))
                    .sum();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Of the server alone, after a collection, in bytes. */
    long heapBytes() throws IOException {
        ask("GC.run");
        var told = USED.matcher(ask("GC.heap_info"));
        if (!told.find()) {
            throw new IOException("jcmd does not say what the heap holds");
        }
        return Long.parseLong(told.group(1)) << 10;
    }

    /** Of the server alone, in bytes. */
    long residentBytes() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/%s/statm".formatted(pid)))
                        .split(" ")[1])
                << 12;
    }

    private String ask(String command) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
