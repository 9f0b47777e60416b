package imprint.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.testing.Need;
import imprint.testing.Needs;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Needs(Need.POSTGRES)
class HistoryOfARealEngineIT {
    private static final int INSTANCES = 150;
    private static final String COMPLETED = "SELECT count(*) FROM history.process_instance WHERE state = 'COMPLETED'";
    private static final Set<Status.Code> REFUSALS = Set.of(Status.Code.NOT_FOUND, Status.Code.FAILED_PRECONDITION);

    private final AtomicInteger failuresTaken = new AtomicInteger();
    private final AtomicInteger failuresUnanswered = new AtomicInteger();
    private HistoryFixture postgres;
    private RealEngine engine;
    private CamundaClient client;

    @BeforeEach
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
        postgres = new HistoryFixture(directory);
        postgres.createSchema();
        engine = new RealEngine(directory, postgres.arguments());
        engine.awaitReadiness();
        client = engine.client();
        client.newDeployResourceCommand()
                .addResourceFromClasspath("tiny.bpmn")
                .send()
                .join();
        IntStream.range(0, INSTANCES).mapToObj(this::begin).toList().forEach(CamundaFuture::join);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        engine.stop();
        postgres.close();
    }

    @Test
    void writesEachThingOnceThoughEngineAndDatabaseDieMidWay() throws Exception {
        client.newWorker()
                .jobType("tiny.work")
                .handler(this::succeedAtTheSecondAttempt)
                .timeout(Duration.ofSeconds(10))
                .open();
        await().atMost(Duration.ofMinutes(2)).until(() -> completed() > 50);

        engine.kill();
        postgres.stop();
        engine.start();
        await().atMost(Duration.ofMinutes(2)).until(() -> engine.log().contains("The history waits"));
        postgres.start();

        await().atMost(Duration.ofMinutes(2)).until(() -> completed() == INSTANCES);
        assertEachThingOnce();
        assertPositionsAgree();
    }

    private void assertEachThingOnce() {
        assertThat(postgres.rows("SELECT element_id, state, count(*) FROM history.element GROUP BY 1, 2 ORDER BY 1"))
                .containsExactly("end|COMPLETED|150", "start|COMPLETED|150", "work|COMPLETED|150");
        assertThat(postgres.rows("SELECT state, count(*), count(DISTINCT operation_id) FROM history.process_instance"
                        + " GROUP BY state"))
                .containsExactly("COMPLETED|150|150");
        assertThat(attempts("COMPLETED")).isEqualTo(INSTANCES);
        // why: a lease that ends while the engine is slow gives the job to a second worker, and both may be heard.
        assertThat(attempts("FAILED")).isBetween(failuresTaken.get(), failuresTaken.get() + failuresUnanswered.get());
        assertThat(postgres.rows("SELECT outcome, error_message, count(DISTINCT key) FROM history.job_attempt"
                        + " WHERE outcome <> 'TIMED_OUT' GROUP BY 1, 2 ORDER BY 1"))
                .containsExactly("COMPLETED|-|150", "FAILED|The disk is busy.|150");
        assertThat(postgres.rows("SELECT state, count(*) FROM history.timer GROUP BY 1"))
                .containsExactly("CANCELED|150");
        assertThat(postgres.rows("SELECT DISTINCT value FROM history.variable WHERE name = 'joinToken'"))
                .containsExactly("\"***\"");
        assertThat(postgres.rows("SELECT count(*) FROM history.process_definition WHERE bpmn_xml LIKE '%tiny.work%'"))
                .containsExactly("1");
    }

    private void assertPositionsAgree() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(engine.exportedPosition()).isGreaterThanOrEqualTo(written()));
    }

    private CamundaFuture<?> begin(int number) {
        return client.newCreateInstanceCommand()
                .bpmnProcessId("tiny")
                .latestVersion()
                .variables(Map.of("operationId", "operation-" + number, "joinToken", "hush"))
                .send();
    }

    // why: what gets lost with the engine is repeated when the job's lease ends.
    private void succeedAtTheSecondAttempt(JobClient client, ActivatedJob job) {
        if (job.getRetries() == 1) {
            client.newCompleteCommand(job).send();
        } else {
            client.newFailCommand(job)
                    .retries(1)
                    .errorMessage("The disk is busy.")
                    .send()
                    .whenComplete((done, failure) -> count(failure));
        }
    }

    private void count(Throwable failure) {
        switch (failure) {
            case null -> failuresTaken.incrementAndGet();
            case ClientStatusException refused when REFUSALS.contains(refused.getStatusCode()) -> {}
            default -> failuresUnanswered.incrementAndGet();
        }
    }

    private int attempts(String outcome) {
        return Integer.parseInt(
                postgres.rows("SELECT count(*) FROM history.job_attempt WHERE outcome = '%s'".formatted(outcome))
                        .getFirst());
    }

    private long completed() {
        return Long.parseLong(postgres.rows(COMPLETED).getFirst());
    }

    private long written() {
        return Long.parseLong(
                postgres.rows("SELECT position FROM history.exporter_position").getFirst());
    }
}
