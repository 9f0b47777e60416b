package imprint.benchmarks;

import imprint.benchmarks.FakeFleet.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Heartbeats as fast as they are answered, beside their statements alone; then a fleet that only waits. */
record HeartbeatsBenchmark(Laboratory laboratory, int devices, Duration each) {

    private static final int IN_THE_LOOP = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration NOTED = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofMinutes(40);

    /** Two long polls, and some. */
    private static final Duration NOT_SILENT = Duration.ofSeconds(60);

    Table run() throws Exception {
        var table = new Table("Heartbeats, and %s idle devices".formatted(devices));
        var imprint = Imprint.start(laboratory);
        imprint.api().addProduct();
        // why twice: uses enough, should the server spend one on a device that no longer listens.
        var token = imprint.api().joinToken(2 * (IN_THE_LOOP + devices));
        loop(imprint, token, table);
        var before = imprint.process().heapBytes();
        try (var fleet = new FakeFleet(imprint.api().server(), token, IN_THE_LOOP, devices).start()) {
            fleet.awaitEnrolment(LIMIT);
            idle(imprint, fleet, before, table);
            restart(imprint, fleet, table);
        }
        return table.note(
                "Fake: the devices. They speak the agent's protocol from one thread of this process, which takes processor time"
                        + " from the server beside it. Statements alone: those that PostgreSQL wrote down while %s devices were heard,"
                                .formatted(IN_THE_LOOP)
                        + " the same transactions with the same parameters, by JDBC from 20 connections, as the server has them, in"
                        + " place of pgbench, which is not in the embedded PostgreSQL. Heap is what the server holds after a"
                        + " collection.");
    }

    private void loop(Imprint imprint, String token, Table table) throws Exception {
        var log = new SqlLog(imprint.data());
        var others = texts(log.during(() -> Thread.sleep(NOTED)));
        List<List<SqlLog.Statement>> noted;
        long heard;
        double perSecond;
        try (var loop = new FakeFleet(imprint.api().server(), token, 0, IN_THE_LOOP)
                .at(Pace.CLOSED_LOOP)
                .start()) {
            loop.awaitEnrolment(LIMIT);
            Thread.sleep(WARM_UP);
            var cpu = imprint.process().cpuSeconds();
            var latencies = loop.measured();
            Thread.sleep(each);
            perSecond = latencies.count() / (each.toNanos() / 1e9);
            cpu = imprint.process().cpuSeconds() - cpu;
            table.row("heartbeats, %s devices in a closed loop".formatted(IN_THE_LOOP), rate(perSecond), "1.00")
                    .row("  answered within, p50 / p95", latencies.toString())
                    .row("  processor time of each, with the database's", millis(cpu / latencies.count()));
            loop.at(Pace.IMPATIENT);
            // why: to the new pace each comes with its next heartbeat.
            Thread.sleep(Duration.ofSeconds(1));
            var counted = new Latencies[1];
            noted = log.during(() -> {
                counted[0] = loop.measured();
                Thread.sleep(NOTED);
            });
            heard = counted[0].count();
        }
        var own = noted.stream()
                .filter(transaction -> transaction.stream().anyMatch(statement -> !others.contains(statement.sql())))
                .toList();
        var statements = own.stream().mapToLong(List::size).sum();
        var alone = new Replay(imprint.database(), own).perSecond(each) * heard / own.size();
        table.row(
                        "  statements, transactions of each",
                        "%s, %s".formatted(ratio(statements, heard), ratio(own.size(), heard)))
                .atLeast("  beside their statements alone", rate(alone), perSecond / alone, 0.5);
    }

    private static Set<String> texts(List<List<SqlLog.Statement>> transactions) {
        return transactions.stream()
                .flatMap(List::stream)
                .map(SqlLog.Statement::sql)
                .collect(Collectors.toSet());
    }

    private void idle(Imprint imprint, FakeFleet fleet, long heapBefore, Table table) throws Exception {
        fleet.forgetCounts();
        try (var person = Person.looksAt(imprint.api())) {
            Thread.sleep(NOT_SILENT);
            person.done();
            var heard = imprint.api().heardSince(Instant.now().minus(NOT_SILENT));
            var cpu = imprint.process().cpuSeconds();
            Thread.sleep(each);
            cpu = (imprint.process().cpuSeconds() - cpu) / (each.toNanos() / 1e9);
            var heap = imprint.process().heapBytes() - heapBefore;
            table.row("idle devices heard within %s s".formatted(NOT_SILENT.toSeconds()), Long.toString(heard))
                    .row("  answered 503, not at all", "%s, %s".formatted(fleet.count(503), fleet.count(0)))
                    .atMost(
                            "  heap of each",
                            String.format(Locale.ROOT, "%.1f KiB", heap / 1024.0 / devices),
                            heap / 1024.0 / devices,
                            30)
                    .row("  server resident", Table.mebibytes(imprint.process().residentBytes()))
                    .row("  processors busy, with engine and database", String.format(Locale.ROOT, "%.2f", cpu))
                    .row("  a person's lists, p50 / p95", person.toString());
        }
    }

    private void restart(Imprint imprint, FakeFleet fleet, Table table) throws Exception {
        imprint.server().close();
        fleet.forgetCounts();
        var stopped = Instant.now();
        var anew = imprint.again(laboratory);
        var took = Patience.until(
                "all have been heard again", LIMIT, () -> anew.api().heardSince(stopped) >= devices);
        table.within("restarted: all heard again, from when it was ready", took.toNanos() / 1e9, 30)
                .row("  answered 503 meanwhile", Long.toString(fleet.count(503)));
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.0f /s", perSecond);
    }

    private static String ratio(long many, long heartbeats) {
        return String.format(Locale.ROOT, "%.1f", (double) many / heartbeats);
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, "%.2f ms", 1e3 * seconds);
    }
}
