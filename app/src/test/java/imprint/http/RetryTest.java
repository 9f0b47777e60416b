package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.operation.Operations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With a history as the exporter writes it. */
@HttpTest
class RetryTest {

    private static final Path HISTORY =
            Path.of("..", "history-exporter", "src", "main", "resources", "imprint", "history", "V1__history.sql");
    private static final long INSTANCE = 2251799813685251L;

    private final Fleet fleet;
    private final Operations operations;
    private final JdbcClient jdbc;
    private final JdbcTemplate plain;

    RetryTest(Fleet fleet, Operations operations, JdbcClient jdbc, JdbcTemplate plain) {
        this.fleet = fleet;
        this.operations = operations;
        this.jdbc = jdbc;
        this.plain = plain;
    }

    @BeforeEach
    void createHistory() throws IOException {
        plain.execute(Files.readString(HISTORY));
    }

    @AfterEach
    void dropHistory() {
        jdbc.sql("drop schema history cascade").update();
    }

    @Test
    void showsEachStepWithItsAttemptsAndWhatIsToBeMended() {
        var id = anOperationThatIsStuck();

        var shown = fleet.auditor().get("/api/v1/operations/" + id).is(200);

        assertThat(shown.body().at("/steps").findValuesAsString("name"))
                .containsExactly("Validate model", "Await heartbeat");
        assertThat(shown.text("/steps/0/attempts/0/outcome")).isEqualTo("FAILED");
        assertThat(shown.text("/steps/0/attempts/0/errorMessage")).isEqualTo("No worker is alive.");
        assertThat(shown.text("/steps/0/incident")).isEqualTo("No more retries left.");
    }

    @Test
    void triesAStepAgainOnceHoweverOftenItIsAsked() {
        var id = anOperationThatIsStuck();

        var retry = "/api/v1/operations/" + id + "/retry";
        fleet.operator().post(retry, Map.of("reason", "the worker is back")).is(202);
        fleet.operator().post(retry, Map.of()).is(202);

        assertThat(resolutions(id))
                .singleElement()
                .asString()
                .contains("\"incidentKey\":9001", "\"jobKey\":8001", "\"retries\":5");
        var audit = fleet.auditor().get("/api/v1/audit-entries?actor=otto&subjectId=" + id);
        assertThat(audit.text("/content/1/reason")).isEqualTo("the worker is back");
    }

    @Test
    void triesAStepAgainThatTheEngineCouldNotEvenOffer() {
        var id = anOperationThatIsStuck();
        jdbc.sql("update history.incident set key = 9002, job_key = -1").update();

        fleet.operator()
                .post("/api/v1/operations/" + id + "/retry", Map.of("reason", "the variable is there now"))
                .is(202);

        assertThat(resolutions(id)).singleElement().asString().contains("\"incidentKey\":9002", "\"jobKey\":null");
    }

    @Test
    void refusesToRetryWhatWaitsForNobody() {
        var id = fleet.anApplyTo(fleet.aDevice());

        fleet.operator().post("/api/v1/operations/" + id + "/retry", Map.of()).is(409);
    }

    private UUID anOperationThatIsStuck() {
        var id = fleet.anApplyTo(fleet.aDevice());
        operations.claim(id, INSTANCE, 1);
        jdbc.sql("""
                insert into history.element (process_instance_key, key, instance_started_at, element_id, element_type,
                    state, started_at)
                values (:instance, 7001, now(), 'validate-model', 'SERVICE_TASK', 'ACTIVATED', now()),
                    (:instance, 7002, now(), 'await-imaging', 'RECEIVE_TASK', 'ACTIVATED', now() + interval '1 s'),
                    (:instance, 7003, now(), 'start', 'START_EVENT', 'COMPLETED', now())
                """).param("instance", INSTANCE).update();
        jdbc.sql("""
                insert into history.job_attempt (process_instance_key, key, position, instance_started_at,
                    element_instance_key, outcome, retries, error_message, started_at)
                values (?, 8001, 1, now(), 7001, 'FAILED', 0, 'No worker is alive.', now())
                """).param(INSTANCE).update();
        jdbc.sql("""
                insert into history.incident (process_instance_key, key, instance_started_at, element_instance_key,
                    element_id, job_key, error_message, created_at)
                values (?, 9001, now(), 7001, 'validate-model', 8001, 'No more retries left.', now())
                """).param(INSTANCE).update();
        return id;
    }

    private List<@Nullable String> resolutions(UUID operation) {
        return jdbc.sql(
                        "select payload from engine_command where operation_id = ? and payload like '%resolve-incident%'")
                .param(operation)
                .query(String.class)
                .list();
    }
}
