package imprint.workflows.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import imprint.workflows.StandInEngine;
import imprint.workflows.clone.CloneDiskImage;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a command that the engine does not take. */
@DomainTest
class OutboxDispatcherTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    private StandInEngine engine;
    private OutboxDispatcher dispatcher;
    private UUID operation;

    @BeforeEach
    void anOperationWhoseStartIsInTheOutbox() throws IOException, InterruptedException {
        engine = new StandInEngine();
        dispatcher = new OutboxDispatcher(outbox, engine.client(), transaction);
        operation = clone.request(fleet.aDevice().id(), fleet.anImageToMake("a.img.zst"), Fleet.because("test"))
                .id();
    }

    @AfterEach
    void end() {
        dispatcher.stop();
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"RESOURCE_EXHAUSTED", "UNAVAILABLE", "DEADLINE_EXCEEDED"})
    void aCommandThatTheEngineCannotTakeNowIsSentAgain(Status.Code code) {
        engine.refuse(operation.toString(), code.toStatus());
        dispatcher.start();
        awaitOutcomes(code.name());
        engine.takeAgain(operation.toString());
        clock.pass(Duration.ofMinutes(1));
        awaitOutcomes("done");
        assertThat(engine.timesAsked(operation.toString())).isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ALREADY_EXISTS, was there already",
        "NOT_FOUND, gone",
        "FAILED_PRECONDITION, not in a state to take it",
        "INVALID_ARGUMENT, refused"
    })
    void aCommandThatTheEngineWillNeverTakeIsSettled(Status.Code code, String outcome) {
        engine.refuse(operation.toString(), code.toStatus());
        dispatcher.start();
        awaitOutcomes(outcome);
    }

    @Test
    void aCommandThatIsTakenIsSentOnce() {
        dispatcher.start();
        awaitOutcomes("done");
        clock.pass(Duration.ofMinutes(1));
        assertThat(engine.timesAsked(operation.toString())).isOne();
    }

    @Test
    void aCommandThatCannotBeReadHoldsUpNoOther() {
        jdbc.sql("""
                        insert into engine_command (idempotence, operation_id, payload, due_at)
                        values ('of a later version', ?, '{"@type": "Unheard of"}', timestamp '2000-01-01')
                        """).param(operation).update();
        dispatcher.start();
        awaitOutcomes("done", "unreadable");
    }

    @Test
    void aCommandThatTheEngineKeepsAnsweringWithAnErrorIsGivenUp() {
        jdbc.sql("update engine_command set attempts = 24 where operation_id = ?")
                .param(operation)
                .update();
        engine.refuse(operation.toString(), Status.UNIMPLEMENTED);
        dispatcher.start();
        awaitOutcomes("given up");
    }

    private void awaitOutcomes(String... outcomes) {
        await().untilAsserted(() -> assertThat(jdbc.sql("select outcome from engine_command where operation_id = ?")
                        .param(operation)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(outcomes));
    }
}
