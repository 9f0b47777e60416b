package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Adds of a tiny image file per second: the engine with empty workers, with ours, and the whole system. */
record EngineBenchmark(Laboratory laboratory, int count) {

    private static final int IMAGE_BYTES = 4096;
    private static final String TINY = "tiny.img";
    private static final int PEOPLE = 16;
    private static final int WARM_UPS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    Table run(int rounds) throws Exception {
        var files = laboratory.directory("images");
        var image = Disks.random(files.resolve(TINY), IMAGE_BYTES);
        var bare = BareEngine.start(laboratory);
        var imprint = Imprint.start(laboratory);
        var location = imprint.api().location(files);
        imprint.api().addProduct();
        var empty = new Contender(() -> withEmptyWorkers(bare));
        var workers = new Contender(() -> withOwnWorkers(bare, files));
        var system = new Contender(() -> withTheSystem(imprint.api(), location, files, image));
        Contender.run(WARM_UPS, rounds, List.of(empty, workers, system));
        return new Table("Adds per second, %s a round".formatted(count), rounds)
                .row("bare engine, empty workers", rate(empty), "1.00")
                .atLeast("bare engine, Imprint's workers", rate(workers), workers.beside(empty), 0.7)
                .atLeast("Imprint with database and exporter", rate(system), system.beside(empty), 0.4)
                .peak("server", imprint.server())
                .note(
                        "Measured: from the first start to the last conclusion of add-disk-image, %s starts under way at once."
                                        .formatted(BareEngine.IN_FLIGHT)
                                + " %s rounds to warm up are not counted, and the order changes from round to round."
                                        .formatted(WARM_UPS)
                                + " The bare engine has the system's settings but no exporter. Imprint's workers alone are the Camel"
                                + " routes, with the real Compute checksum and no domain behind the other tasks. The whole system is"
                                + " asked by its API, by %s at once, and waited for there.".formatted(PEOPLE));
    }

    private double withEmptyWorkers(BareEngine bare) throws Exception {
        var concluded = new CountDownLatch(count);
        try (var _ = EmptyWorkers.open(bare.client(), concluded)) {
            return perSecond(() -> {
                bare.startAdds(count);
                await(concluded);
            });
        }
    }

    private double withOwnWorkers(BareEngine bare, Path files) throws Exception {
        var concluded = new CountDownLatch(count);
        try (var _ = new OwnWorkers(laboratory, bare.client(), files, TINY, concluded)) {
            return perSecond(() -> {
                bare.startAdds(count);
                await(concluded);
            });
        }
    }

    private static void await(CountDownLatch concluded) throws IOException, InterruptedException {
        if (!concluded.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw notWithinLimit(concluded.getCount());
        }
    }

    private double withTheSystem(Api api, UUID location, Path files, Path image) throws Exception {
        // why: an image file enters the inventory once.
        var prefix = UUID.randomUUID() + "-";
        for (int n = 0; n < count; n++) {
            Files.createLink(files.resolve(prefix + n + ".img"), image);
        }
        return perSecond(() -> {
            InParallel.run(PEOPLE, count, n -> api.add(location, prefix + n + ".img"));
            var end = System.nanoTime() + LIMIT.toNanos();
            for (var open = api.open(); open > 0; open = api.open()) {
                if (System.nanoTime() > end) {
                    throw notWithinLimit(open);
                }
                // why: each question costs the system what a step of an add does.
                Thread.sleep(200);
            }
        });
    }

    private static IOException notWithinLimit(long open) {
        return new IOException("%s adds were not concluded within %s of the last start.".formatted(open, LIMIT));
    }

    private double perSecond(Turn turn) throws Exception {
        var began = System.nanoTime();
        turn.run();
        return count / ((System.nanoTime() - began) / 1e9);
    }

    private static String rate(Contender contender) {
        return String.format(Locale.ROOT, "%.0f /s", contender.median());
    }

    private interface Turn {
        void run() throws Exception;
    }
}
