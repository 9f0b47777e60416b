package imprint.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.Outcome;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.NotFound;
import imprint.workflows.operation.Incidents.Incident;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Steps that wait for a person, and the person who has them tried again. */
@DomainTest
class IncidentsTest {

    private static final AtomicLong KEYS = new AtomicLong(8_000_000);
    private static final long JOB = 7;

    @Autowired
    private Fleet fleet;

    @Autowired
    private Operations operations;

    @Autowired
    private Incidents incidents;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient jdbc;

    private UUID operation;
    private long instance;

    @BeforeEach
    void anOperationUnderWay() throws InterruptedException {
        jdbc.sql("create schema if not exists history").update();
        jdbc.sql("""
                create table history.incident (process_instance_key bigint, key bigint, job_key bigint, element_id text,
                    error_message text, created_at timestamptz default clock_timestamp(), resolved_at timestamptz)
                """).update();
        operation = fleet.aValidatedClone(fleet.aDevice());
        instance = KEYS.incrementAndGet();
        operations.claim(operation, instance, 1);
        operations.run(operation);
    }

    @AfterEach
    void forgetTheHistory() {
        jdbc.sql("drop schema history cascade").update();
    }

    @Test
    void tellsWhichStepsWaitAndWhy() {
        var first = incident("store-image", JOB, "The location is full.");
        var second = incident("compute-checksum", JOB + 1, null);
        assertThat(open())
                .containsExactly(
                        new Incident(first, JOB, "store-image", "The location is full."),
                        new Incident(second, JOB + 1, "compute-checksum", null));
    }

    @Test
    void aStepThatCannotEvenBeOfferedHasNoJob() {
        incident("reboot", -1L, "No value.");
        incident("reboot", null, "No value.");
        assertThat(open()).extracting(Incident::jobKey).containsOnlyNulls().hasSize(2);
    }

    @Test
    void whatWasResolvedWaitsNoMore() {
        resolve(incident("store-image", JOB, "Full."));
        assertThat(open()).isEmpty();
        assertThat(incidents.processInstances()).isEmpty();
        assertThat(incidents.among(List.of(instance))).isEmpty();
    }

    @Test
    void aRetryHasEachStepTriedAgainWithAllItsRetries() {
        var first = incident("store-image", JOB, "Full.");
        var second = incident("reboot", -1L, "No value.");
        incidents.retry(operation, "made room", Fleet.ALICE);
        assertThat(commands()).containsExactly("%s %s 5".formatted(first, JOB), "%s null 5".formatted(second));
        assertThat(entries())
                .first()
                .satisfies(entry -> assertThat(entry.act()).isEqualTo("operation retried"))
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo(Fleet.ALICE.name()))
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("made room"))
                .satisfies(entry -> assertThat(entry.details()).contains("store-image, reboot"));
    }

    @Test
    void twoWhoRetryTheSameStepHaveItTriedOnce() {
        incident("store-image", JOB, "Full.");
        incidents.retry(operation, null, Fleet.ALICE);
        incidents.retry(operation, null, Fleet.ALICE);
        assertThat(commands()).hasSize(1);
    }

    @Test
    void aStepThatFailsAgainIsTriedAgain() {
        resolve(incident("store-image", JOB, "Full."));
        var again = incident("store-image", JOB, "Still full.");
        incidents.retry(operation, null, Fleet.ALICE);
        assertThat(commands()).containsExactly("%s %s 5".formatted(again, JOB));
    }

    @Test
    void nothingIsTriedAgainWhereNothingWaits() {
        var before = entries().size();
        assertThatThrownBy(() -> incidents.retry(operation, null, Fleet.ALICE))
                .isInstanceOf(Conflict.class)
                .hasMessage("No step of operation %s waits for a retry.", operation);
        assertThat(entries()).hasSize(before);
    }

    @Test
    void nothingOfAnOperationThatHasEndedIsTriedAgain() {
        incident("store-image", JOB, "Full.");
        operations.conclude(operation, Outcome.FAILED, "STORAGE_FULL", "Full.");
        assertThat(open()).isEmpty();
        assertThatThrownBy(() -> incidents.retry(operation, null, Fleet.ALICE)).isInstanceOf(Conflict.class);
    }

    @Test
    void nothingOfAnOperationWithoutAProcessIsTriedAgain() throws InterruptedException {
        incident("store-image", JOB, "Full.");
        var other = fleet.aValidatedClone(fleet.aDevice());
        assertThatThrownBy(() -> incidents.retry(other, null, Fleet.ALICE)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> incidents.retry(UUID.randomUUID(), null, Fleet.ALICE))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void tellsWhichProcessesWait() {
        incident("store-image", JOB, "Full.");
        incident("reboot", null, "No value.");
        assertThat(incidents.processInstances()).containsExactly(instance);
        assertThat(incidents.among(List.of(instance, instance + 1_000_000))).containsExactly(instance);
        assertThat(incidents.among(List.of(instance + 1_000_000))).isEmpty();
        assertThat(incidents.among(List.of())).isEmpty();
    }

    @Test
    void ofVeryManyProcessesThoseThatCameLastAreTold() {
        jdbc.sql("""
                        insert into history.incident (process_instance_key, key, created_at)
                        select n, n, timestamptz '2026-01-01' + n * interval '1 second' from generate_series(1, ?) n
                        """).param(Incidents.MOST + 2).update();
        assertThat(incidents.processInstances())
                .hasSize(Incidents.MOST)
                .contains(Incidents.MOST + 2L, 3L)
                .doesNotContain(1L, 2L);
    }

    @Test
    void withoutAHistoryNothingIsKnownToWait() {
        jdbc.sql("drop table history.incident").update();
        assertThat(open()).isEmpty();
        assertThat(incidents.processInstances()).isEmpty();
        assertThat(incidents.among(List.of(instance))).isEmpty();
        assertThatThrownBy(() -> incidents.retry(operation, null, Fleet.ALICE)).isInstanceOf(Conflict.class);
    }

    private long incident(String element, @Nullable Long job, @Nullable String message) {
        var key = KEYS.incrementAndGet();
        jdbc.sql("""
                        insert into history.incident (process_instance_key, key, job_key, element_id, error_message)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(instance, key, job, element, message))
                .update();
        return key;
    }

    private void resolve(long key) {
        jdbc.sql("update history.incident set resolved_at = now() where key = ?")
                .param(key)
                .update();
    }

    private List<Incident> open() {
        return incidents.open(operations.get(operation));
    }

    private List<AuditEntry> entries() {
        return audit.list(new AuditFilter(operation.toString(), null, null), null, 10);
    }

    private List<@Nullable String> commands() {
        return jdbc.sql("""
                        select concat_ws(' ', payload::json ->> 'incidentKey',
                            coalesce(payload::json ->> 'jobKey', 'null'), payload::json ->> 'retries')
                        from engine_command where operation_id = ? and payload like '%resolve-incident%' order by id
                        """).param(operation).query(String.class).list();
    }
}
