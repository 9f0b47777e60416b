package imprint.benchmarks;

import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;

/** Adds of a tiny image file per second: the engine with empty workers, with ours, and the whole system. */
record EngineBenchmark(Laboratory laboratory, int count) {

    private static final int IMAGE_BYTES = 4096;
    private static final String TINY = "tiny.img";

    Table run(int rounds) throws Exception {
        var files = laboratory.directory("images");
        var image = Disks.random(files.resolve(TINY), IMAGE_BYTES);
        var bare = BareEngine.start(laboratory);
        var imprint = Imprint.start(laboratory);
        var location = imprint.api().location(files);
        imprint.api().addProduct();
        var empty = new Samples();
        var workers = new Samples();
        var system = new Samples();
        for (int round = 0; round < rounds; round++) {
            var emptied = new CountDownLatch(count);
            try (var _ = EmptyWorkers.open(bare.client(), emptied)) {
                empty.add(perSecond(() -> {
                    bare.startAdds(count);
                    emptied.await();
                }));
            }
            var worked = new CountDownLatch(count);
            try (var _ = new OwnWorkers(laboratory, bare.client(), files, TINY, worked)) {
                workers.add(perSecond(() -> {
                    bare.startAdds(count);
                    worked.await();
                }));
            }
            var prefix = "tiny-%d-".formatted(round);
            for (int n = 0; n < count; n++) {
                Files.createLink(files.resolve(prefix + n + ".img"), image);
            }
            system.add(perSecond(() -> {
                InParallel.run(BareEngine.IN_FLIGHT, count, n -> imprint.api().add(location, prefix + n + ".img"));
                while (imprint.api().open() > 0) {
                    Thread.sleep(50);
                }
            }));
        }
        return new Table("Adds per second, %d a round".formatted(count), rounds)
                .row("bare engine, empty workers", rate(empty), "1.00")
                .atLeast("bare engine, Imprint's workers", rate(workers), workers.median() / empty.median(), 0.7)
                .atLeast("Imprint with database and exporter", rate(system), system.median() / empty.median(), 0.4)
                .peak("server", imprint.server())
                .note(
                        "Measured: from the first start to the last conclusion of add-disk-image, %d starts under way at once."
                                        .formatted(BareEngine.IN_FLIGHT)
                                + " The bare engine has the system's settings but no exporter. Imprint's workers alone are the Camel"
                                + " routes, with the real Compute checksum and no domain behind the other tasks. The whole system is"
                                + " asked by its API, and waited for there.");
    }

    private double perSecond(Work work) throws Exception {
        var began = System.nanoTime();
        work.run();
        return count / ((System.nanoTime() - began) / 1e9);
    }

    private static String rate(Samples samples) {
        return "%.0f /s".formatted(samples.median());
    }

    private interface Work {
        void run() throws Exception;
    }
}
