package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many devices that enrol at once, and one image applied to all of them, beside the engine with empty workers. */
record FleetBenchmark(Laboratory laboratory, int devices) {

    private static final int IMAGE_BYTES = 1 << 20;
    private static final String IMAGE = "small.img";
    private static final int FIRST_DEVICES = 20;
    private static final Duration LIMIT = Duration.ofMinutes(40);

    Table run() throws Exception {
        var table = new Table("%s fake devices, one image to all".formatted(devices));
        var bare = bareRate();
        var files = laboratory.directory("images");
        Disks.random(files.resolve(IMAGE), IMAGE_BYTES);
        var imprint = Imprint.start(laboratory);
        var api = imprint.api();
        api.addProduct();
        var add = api.add(api.location(files), IMAGE);
        var image = api.await(add).image();
        // why twice: uses enough, should the server spend one on a device that no longer listens.
        var token = api.joinToken(2 * (FIRST_DEVICES + devices));
        try (var first = new FakeFleet(api.server(), token, 0, FIRST_DEVICES)
                        .at(FakeFleet.Pace.IMPATIENT)
                        .start();
                var fleet = new FakeFleet(api.server(), token, FIRST_DEVICES, devices)) {
            first.awaitEnrolment(LIMIT);
            applyTo(first, image, imprint);
            enrol(fleet, first, imprint, table);
            apply(fleet, image, imprint, bare, table);
        }
        return table.peak("server", imprint.server())
                .note(
                        "Fake: the devices. They speak the agent's protocol from one thread of this process, %s of them from before,"
                                        .formatted(FIRST_DEVICES)
                                + " and report what they are told to do as done at once, without disk, gateway or time to boot; they"
                                + " take processor time from the system beside them. Real: the server with its embedded engine and"
                                + " database. All of loopback counts as one address. The bare engine has the same processes, the"
                                + " system's settings but no exporter, workers that do nothing, and boots that are told at once.");
    }

    private double bareRate() throws Exception {
        var bare = BareEngine.start(laboratory);
        applies(bare, Math.min(devices, 300));
        return devices / applies(bare, devices);
    }

    private static double applies(BareEngine bare, int count) throws Exception {
        var ended = new CountDownLatch(count);
        try (var _ = EmptyWorkers.ofApplies(bare.client(), ended)) {
            var began = System.nanoTime();
            bare.startApplies(count);
            if (!ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("The bare engine has not ended %s applies.".formatted(ended.getCount()));
            }
            return (System.nanoTime() - began) / 1e9;
        }
    }

    private void enrol(FakeFleet fleet, FakeFleet first, Imprint imprint, Table table) throws Exception {
        var heartbeats = first.measured();
        first.forgetCounts();
        try (var person = Person.looksAt(imprint.api())) {
            var took = fleet.start().awaitEnrolment(LIMIT).toNanos() / 1e9;
            person.done();
            first.at(FakeFleet.Pace.IDLE);
            table.row("enrolled, behind one address", Table.seconds(took), perSecond(devices / took))
                    .row("  answered 429, 503, not at all", answers(fleet))
                    .row(
                            "  heartbeats of %s others meanwhile, p50 / p95".formatted(FIRST_DEVICES),
                            heartbeats.toString())
                    .row("    of which 503, not at all", "%s, %s".formatted(first.count(503), first.count(0)))
                    .row("  a person's lists meanwhile, p50 / p95", person.toString());
        }
        fleet.forgetCounts();
    }

    private void apply(FakeFleet fleet, UUID image, Imprint imprint, double bare, Table table) throws Exception {
        var succeeded = imprint.api().succeeded();
        var heartbeats = fleet.measured();
        var cpu = imprint.process().cpuSeconds();
        try (var outbox = OutboxWatch.of(imprint.database());
                var person = Person.looksAt(imprint.api())) {
            var began = System.nanoTime();
            imprint.api().apply(image, fleet.ids());
            var asked = (System.nanoTime() - began) / 1e9;
            awaitAll(imprint);
            var took = (System.nanoTime() - began) / 1e9;
            person.done();
            cpu = imprint.process().cpuSeconds() - cpu;
            var lags = outbox.lags();
            table.within("apply: asked for", asked, 2)
                    .within("apply: all done", took, 60.0 * Math.max(1, devices / 1000.0))
                    .row("  bare engine, empty workers", rate(bare), "1.00")
                    .atLeast("  Imprint", rate(devices / took), devices / took / bare, 0.7)
                    .row("  processor time of each, server, engine and database", Table.seconds(cpu / devices))
                    .row("  outbox without starts, p50 / p95", lags.toString())
                    .row(
                            "  commands of the outbox that came too late",
                            outbox.gone().toString())
                    .row("  jobs answered too late", Long.toString(tooLate(imprint.data())))
                    .row(
                            "  not succeeded",
                            Long.toString(devices - (imprint.api().succeeded() - succeeded)))
                    .row("  answered 429, 503, not at all", answers(fleet))
                    .row("  a person's lists meanwhile, p50 / p95", person.toString());
        }
    }

    private static void applyTo(FakeFleet fleet, UUID image, Imprint imprint) throws IOException, InterruptedException {
        imprint.api().apply(image, fleet.ids());
        awaitAll(imprint);
    }

    private static void awaitAll(Imprint imprint) throws IOException, InterruptedException {
        Patience.until("all applies have ended", LIMIT, () -> imprint.api().open() == 0);
    }

    /** A worker that was too slow finds that its job is another's: the log says so. */
    private static long tooLate(Path data) throws IOException {
        try (var lines = Files.lines(data.resolve("log/imprint.log"))) {
            return lines.filter(line -> line.contains("could not be answered") && line.contains("NOT_FOUND"))
                    .count();
        }
    }

    private static String answers(FakeFleet fleet) {
        return "%s, %s, %s".formatted(fleet.count(429), fleet.count(503), fleet.count(0));
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.1f /s", perSecond);
    }

    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%.0f/s", rate);
    }
}
