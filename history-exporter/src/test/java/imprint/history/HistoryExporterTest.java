package imprint.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.testing.Need;
import imprint.testing.Needs;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Needs(Need.POSTGRES)
class HistoryExporterTest {
    private static HistoryFixture postgres;

    private final EngineLog log = EngineLog.beginning("2026-11-05T10:00:00Z");

    @BeforeAll
    static void startPostgres(@TempDir Path directory) throws IOException {
        postgres = new HistoryFixture(directory);
        postgres.createSchema();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void forgetAll() {
        postgres.empty();
    }

    @Test
    void writesTheLifeOfAnElementIntoOneRow() {
        record(log.beginInstance(10).enter(10, 11, "write-image").leave(10, 11, "write-image"));

        assertThat(postgres.rows("SELECT element_id, element_type, state, ended_at - started_at FROM history.element"))
                .containsExactly("write-image|SERVICE_TASK|COMPLETED|00:00:03");
    }

    @Test
    void writesAnInstanceWithItsOperation() {
        record(log.beginInstance(10)
                .variable(10, 12, "operationId", "\"0198-77\"")
                .endInstance(10));

        assertThat(postgres.rows(
                        "SELECT key, bpmn_process_id, version, operation_id, state FROM history.process_instance"))
                .containsExactly("10|apply-disk-image|1|0198-77|COMPLETED");
    }

    @Test
    void knowsAnInstanceWhoseVariablesWereWrittenBeforeItsStart() {
        var engine = engine().export(
                        log.variable(10, 12, "operationId", "\"0198-77\"").records());
        engine.waitForTheFlush();

        record(log.beginInstance(10).enter(10, 11, "write-image").endInstance(10));

        assertThat(postgres.rows(
                        "SELECT operation_id, state, started_at AT TIME ZONE 'UTC' FROM history.process_instance"))
                .containsExactly("0198-77|COMPLETED|2026-11-05 10:00:01");
        assertThat(postgres.rows("SELECT DISTINCT instance_started_at AT TIME ZONE 'UTC' FROM history.element"))
                .containsExactly("2026-11-05 10:00:01");
    }

    @Test
    void showsEachAttemptWithItsError() {
        record(log.beginInstance(10)
                .job(10, 13, JobIntent.CREATED)
                .handOut(10, 13)
                .job(10, 13, JobIntent.FAILED, 4, "The disk is busy.")
                .job(10, 13, JobIntent.RECURRED_AFTER_BACKOFF)
                .handOut(10, 13)
                .job(10, 13, JobIntent.TIMED_OUT)
                .handOut(10, 13)
                .job(10, 13, JobIntent.COMPLETED, 4, "The disk is busy."));

        assertThat(attempts()).containsExactly("FAILED|4|The disk is busy.", "TIMED_OUT|5|-", "COMPLETED|4|-");
        assertThat(postgres.rows("SELECT state, worker, error_message FROM history.job"))
                .containsExactly("COMPLETED|node-1|The disk is busy.");
    }

    @Test
    void endsAnAttemptThatBeganInAnEarlierBatch() {
        var engine = engine().export(log.beginInstance(10).handOut(10, 13).records());
        engine.waitForTheFlush();

        record(log.job(10, 13, JobIntent.FAILED, 4, "The disk is busy.").handOut(10, 13));

        assertThat(attempts()).containsExactly("FAILED|4|The disk is busy.", "-|5|-");
    }

    @Test
    void keepsAFailureThatIsReportedWhileNobodyHoldsTheJob() {
        record(log.beginInstance(10)
                .job(10, 13, JobIntent.CREATED)
                .job(10, 13, JobIntent.FAILED, 4, "The agent is silent.")
                .job(10, 13, JobIntent.CANCELED));

        assertThat(attempts()).containsExactly("FAILED|4|The agent is silent.");
    }

    @Test
    void writesIncidentsTimersAndDefinitions() {
        record(log.deploy(7, "apply-disk-image", "<definitions/>")
                .beginInstance(10)
                .timer(10, 14, TimerIntent.CREATED)
                .incident(10, 15, 13, IncidentIntent.CREATED)
                .timer(10, 14, TimerIntent.TRIGGERED)
                .incident(10, 15, 13, IncidentIntent.RESOLVED));

        assertThat(postgres.rows("SELECT state, element_id, ended_at > created_at FROM history.timer"))
                .containsExactly("TRIGGERED|too-late|t");
        assertThat(postgres.rows(
                        "SELECT job_key, error_type, error_message, resolved_at > created_at FROM history.incident"))
                .containsExactly("13|JOB_NO_RETRIES|no retries left|t");
        assertThat(postgres.rows("SELECT key, version, bpmn_xml FROM history.process_definition"))
                .containsExactly("7|1|<definitions/>");
    }

    @Test
    void masksSecretsAndBoundsValues() {
        record(log.beginInstance(10)
                .variable(10, 16, "ftpPassword", "\"hush\"")
                .variable(10, 17, "long", '"' + "x".repeat(9_000) + '"'));

        assertThat(postgres.rows("SELECT name, length(value), truncated FROM history.variable ORDER BY key"))
                .containsExactly("ftpPassword|5|f", "long|8192|t");
    }

    @Test
    void survivesTextsThatPostgresRefuses() {
        record(log.beginInstance(10).handOut(10, 13).job(10, 13, JobIntent.FAILED, 4, "\0\uD800 broken"));

        assertThat(attempts()).singleElement().asString().endsWith(" broken");
    }

    @Test
    void acknowledgesOnlyWhatIsCommitted() {
        var engine = engine().export(log.beginInstance(10).records());
        assertThat(engine.acknowledged()).isEqualTo(-1);

        engine.waitForTheFlush();

        assertThat(engine.acknowledged()).isEqualTo(log.position());
        assertThat(postgres.rows("SELECT position FROM history.exporter_position"))
                .containsExactly(Long.toString(log.position()));
    }

    @Test
    void writesAFullBatchWithoutWaiting() {
        var arguments = new HashMap<>(postgres.arguments());
        arguments.put("batchRecords", "2");
        var engine = new FakeEngine(arguments).start();

        engine.export(log.beginInstance(10).enter(10, 11, "write-image").records());

        assertThat(engine.acknowledged()).isEqualTo(6);
        engine.stop();
        assertThat(engine.acknowledged()).isEqualTo(12);
    }

    @Test
    void takesNothingTwiceWhenTheEngineOffersItAgain() {
        record(life());
        var once = everything();

        record(log);

        assertThat(everything()).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyInterruptionLeavesTheSameHistory(int seed) {
        record(life());
        var uninterrupted = everything();
        postgres.empty();

        var chance = new Random(seed);
        int from = 0;
        while (from < log.records().size()) {
            int to = from + 1 + chance.nextInt(Math.min(6, log.records().size() - from));
            var engine = engine().export(log.records().subList(from, to));
            boolean crashed = chance.nextInt(4) == 0;
            if (!crashed) {
                engine.stop();
                from = to == log.records().size() ? to : Math.max(0, to - chance.nextInt(4));
            }
        }

        assertThat(everything()).isEqualTo(uninterrupted);
    }

    @Test
    void anOldLeaderAndItsSuccessorWriteEachRecordOnce() {
        record(life());
        var byOne = everything();
        postgres.empty();

        var records = log.records();
        var old = engine().export(records.subList(0, 9));
        var successor = engine().export(records.subList(0, 5));
        successor.waitForTheFlush();
        successor.export(records.subList(5, records.size()));
        old.waitForTheFlush();
        successor.waitForTheFlush();

        assertThat(everything()).isEqualTo(byOne);
    }

    @Test
    void losesNothingWhilePostgresIsAway() throws IOException {
        var arguments = new HashMap<>(postgres.arguments());
        arguments.put("batchRecords", 2);
        var engine = new FakeEngine(arguments).start();
        var records = log.beginInstance(10).endInstance(10).records();
        engine.export(records.subList(0, 2));

        postgres.stop();
        engine.waitForTheFlush();
        assertThatThrownBy(() -> engine.export(records.get(2)))
                .hasMessageContaining("PostgreSQL does not take the history");
        assertThat(engine.acknowledged()).isEqualTo(-1);

        postgres.start();
        engine.export(records.subList(2, 4)).stop();
        assertThat(postgres.rows("SELECT state FROM history.process_instance")).containsExactly("COMPLETED");
    }

    @Test
    void waitsForTheSchema() {
        postgres.execute("DROP SCHEMA history CASCADE");
        var engine = engine().export(log.beginInstance(10).records());

        engine.waitForTheFlush();
        assertThat(engine.acknowledged()).isEqualTo(-1);

        postgres.createSchema();
        engine.waitForTheFlush();
        assertThat(engine.acknowledged()).isEqualTo(log.position());
    }

    @Test
    void needsRightsToRowsOnly() {
        postgres.execute("CREATE ROLE clerk LOGIN; GRANT USAGE ON SCHEMA history TO clerk;"
                + " GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA history TO clerk;"
                + " GRANT EXECUTE ON FUNCTION history.prepare_months(integer) TO clerk;"
                + " DROP TABLE history.timer_" + thisMonth());
        var arguments = new HashMap<>(postgres.arguments());
        arguments.put("user", "clerk");
        var engine = new FakeEngine(arguments).start().export(life().records());

        engine.waitForTheFlush();

        assertThat(engine.acknowledged()).isEqualTo(log.position());
    }

    @Test
    void refusesTheLogOfAnotherEngine() {
        record(life());

        var other = engine().export(EngineLog.beginning("2026-11-06T10:00:00Z")
                .beginInstance(10)
                .records());
        other.waitForTheFlush();

        assertThat(other.acknowledged()).isEqualTo(-1);
        assertThat(postgres.rows("SELECT partition_id FROM history.exporter_position FOR UPDATE NOWAIT"))
                .describedAs("nobody holds the lock that the engine of this history needs")
                .containsExactly("1");
    }

    @Test
    void preparesFurtherMonthsWhenAMonthHasPassedOverOneConnection() {
        var now = new AtomicReference<>(Instant.parse("2026-11-05T10:00:00Z"));
        InstantSource time = now::get;
        var entries = List.of(new LogEntry(1, now.get(), List.of()));
        try (var database = new HistoryDatabase(Settings.of(postgres.arguments()), 1, time.withZone(ZoneOffset.UTC))) {
            database.write(entries);
            postgres.execute("DROP TABLE history.timer_" + thisMonth());

            now.set(Instant.parse("2026-11-30T23:59:59Z"));
            database.write(entries);
            assertThat(hasTimersOfThisMonth()).isFalse();
            now.set(Instant.parse("2026-12-01T00:00:00Z"));
            database.write(entries);
        }

        assertThat(hasTimersOfThisMonth()).isTrue();
    }

    private static boolean hasTimersOfThisMonth() {
        return !postgres.rows("SELECT to_regclass('history.timer_%s')".formatted(thisMonth()))
                .contains("-");
    }

    @Test
    void keepsAllRowsOfAnInstanceInTheMonthInWhichItBegan() {
        var month =
                EngineLog.beginning(postgres.rows("SELECT to_char(now() + interval '1 month', 'YYYY-MM-28T10:00:00Z')")
                        .getFirst());
        record(month.beginInstance(10));
        record(month.pause(Duration.ofDays(20)).enter(10, 11, "write-image"));

        assertThat(
                        postgres.rows(
                                "SELECT e.tableoid::regclass::text = replace(i.tableoid::regclass::text, 'process_instance', 'element')"
                                        + " AND e.tableoid::regclass::text NOT LIKE '%default' FROM history.element e, history.process_instance i"))
                .containsExactly("t");
    }

    @Test
    void remembersAnInstanceThatBeganBeforeTheHistory() {
        record(log.enter(10, 11, "write-image"));
        record(log.leave(10, 11, "write-image").endInstance(10));

        assertThat(postgres.rows("SELECT i.state, e.state FROM history.process_instance i JOIN history.element e"
                        + " ON e.process_instance_key = i.key AND e.instance_started_at = i.started_at"))
                .containsExactly("COMPLETED|COMPLETED");
    }

    @Test
    void asksOnlyForWhatItKeeps() {
        var filter = engine().filter();

        assertThat(Arrays.stream(ValueType.values()).filter(filter::acceptValue))
                .contains(ValueType.JOB, ValueType.JOB_BATCH)
                .doesNotContain(ValueType.MESSAGE, ValueType.DEPLOYMENT);
        assertThat(filter.acceptType(RecordType.COMMAND)).isFalse();
    }

    private EngineLog life() {
        for (long instance = 100; instance < 500; instance += 100) {
            log.beginInstance(instance)
                    .variable(instance, instance + 2, "operationId", "\"op-%s\"".formatted(instance))
                    .enter(instance, instance + 1, "write-image")
                    .timer(instance, instance + 4, TimerIntent.CREATED)
                    .job(instance, instance + 3, JobIntent.CREATED)
                    .handOut(instance, instance + 3)
                    .job(instance, instance + 3, JobIntent.FAILED, 0, "The disk is busy.")
                    .incident(instance, instance + 5, instance + 3, IncidentIntent.CREATED)
                    .job(instance, instance + 3, JobIntent.FAILED, 0, "The agent is silent.")
                    .incident(instance, instance + 5, instance + 3, IncidentIntent.RESOLVED)
                    .handOut(instance, instance + 3)
                    .job(instance, instance + 3, JobIntent.COMPLETED)
                    .timer(instance, instance + 4, TimerIntent.CANCELED)
                    .leave(instance, instance + 1, "write-image")
                    .endInstance(instance);
        }
        return log;
    }

    private static List<String> everything() {
        return Arrays.stream(Table.values())
                .map(table -> "history." + table.name())
                .flatMap(table -> postgres.rows("SELECT * FROM %s ORDER BY 1, 2, 3".formatted(table)).stream())
                .collect(Collectors.toList());
    }

    private static String thisMonth() {
        return postgres.rows("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')")
                .getFirst();
    }

    private static List<String> attempts() {
        return postgres.rows("SELECT outcome, retries, error_message FROM history.job_attempt ORDER BY position");
    }

    private static void record(EngineLog log) {
        var engine = engine().export(log.records());
        engine.waitForTheFlush();
        engine.stop();
        assertThat(engine.acknowledged()).isEqualTo(log.position());
    }

    private static FakeEngine engine() {
        return new FakeEngine(postgres.arguments()).start();
    }
}
