package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line: one benchmark, one table. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures Imprint beside what one would use instead, in turns, and prints the medians.")
final class Benchmarks implements Callable<Integer> {

    @Parameters(
            paramLabel = "BENCHMARK",
            description = "One of clone, apply, reapply, checksum, storage, engine, heartbeats, fleet.")
    private String name = "";

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds, of which the median counts (default: 5).")
    private int rounds = 5;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "MiB of the disk (default: 2048) or file (1024); for engine, operations a round (400).")
    private @Nullable Integer size;

    @Option(
            names = "--devices",
            paramLabel = "N",
            description = "For heartbeats and fleet: how many fake devices (default: ${DEFAULT-VALUE}).")
    private int devices = 1000;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "For heartbeats: how long each measure lasts (default: ${DEFAULT-VALUE}).")
    private int seconds = 15;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "For storage: the protocol, one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private StorageProtocol kind = StorageProtocol.http;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:imprint.benchmarks.work}",
            description = "Emptied, filled, and removed after success (default: target/work, beside the script).")
    private Path work = Path.of("work");

    static void main(String... arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new Benchmarks())
                .setExecutionExceptionHandler(Benchmarks::giveUp)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var load = Load.now();
        try (var laboratory = new Laboratory(work)) {
            var table = switch (name) {
                case "clone" -> new CloneBenchmark(laboratory, mebibytes(2048)).run(rounds);
                case "apply" -> new ApplyBenchmark(laboratory, mebibytes(2048)).run(rounds);
                case "reapply" -> new ReapplyBenchmark(laboratory, mebibytes(2048)).run(rounds);
                case "checksum" -> new ChecksumBenchmark(laboratory, mebibytes(1024)).run(rounds);
                case "storage" -> new StorageBenchmark(laboratory, mebibytes(1024)).run(kind, rounds);
                case "engine" -> new EngineBenchmark(laboratory, size == null ? 400 : size).run(rounds);
                case "heartbeats" -> new HeartbeatsBenchmark(laboratory, devices, Duration.ofSeconds(seconds)).run();
                case "fleet" -> new FleetBenchmark(laboratory, devices).run();
                default -> throw new IllegalArgumentException("There is no benchmark \"%s\".".formatted(name));
            };
            laboratory.done();
            System.out.printf("%n%s%n%s%n", table, load);
        }
        return 0;
    }

    private static int giveUp(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof IOException || e instanceof IllegalArgumentException) {
            System.err.println("benchmarks/run: " + e.getMessage());
            return 1;
        }
        throw e;
    }

    private long mebibytes(int usual) {
        return (size == null ? usual : (long) size) << 20;
    }
}
