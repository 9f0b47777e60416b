package imprint.workflows.operation;

import static imprint.workflows.operation.OperationAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.JobTypes;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import imprint.workflows.lock.Sweeps;
import imprint.workflows.site.Gateway;
import imprint.workflows.site.Gateways;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a step whose worker is gone. */
@DomainTest
class LostGatewaysTest {

    private static final AtomicLong KEYS = new AtomicLong(6_000_000);

    @Autowired
    private Fleet fleet;

    @Autowired
    private Operations operations;

    @Autowired
    private Gateways gateways;

    @Autowired
    private Pinning pinning;

    @Autowired
    private Sweeps sweeps;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MovableClock clock;

    private UUID operation;
    private String lost;
    private LostGateways sweep;

    @BeforeEach
    void anOperationWhoseImageIsBeingStored() throws InterruptedException {
        jdbc.sql("create schema if not exists history").update();
        jdbc.sql("""
                create table history.job (process_instance_key bigint, element_instance_key bigint, element_id text,
                    job_type text, ended_at timestamptz)
                """).update();
        sweep = new LostGateways(pinning, sweeps);
        operation = fleet.aValidatedClone(fleet.aDevice());
        lost = "lost-%d".formatted(KEYS.incrementAndGet());
        var instance = KEYS.incrementAndGet();
        operations.claim(operation, instance, 1);
        operations.run(operation);
        announce(lost);
        transaction.executeWithoutResult(_ -> operations.lock(operation).assignGateway(lost));
        jdbc.sql("insert into history.job values (?, ?, 'store-image', ?, null)")
                .params(instance, KEYS.incrementAndGet(), JobTypes.atGateway(JobTypes.CLONE_STORE_IMAGE, lost))
                .update();
    }

    @AfterEach
    void forgetTheHistory() {
        jdbc.sql("drop schema history cascade").update();
    }

    @Test
    void goesOnThroughAnotherGatewayAndSendsAgainWhatTheLostOneHad() {
        clock.pass(Duration.ofMinutes(4));
        announce("main");
        sweep.sweep();
        assertThat(operations.get(operation)).goesThrough("main");
        assertThat(moves()).singleElement().asString().contains("transfer-image");
    }

    @Test
    void isMovedOnce() {
        clock.pass(Duration.ofMinutes(4));
        announce("main");
        sweep.sweep();
        sweep.sweep();
        assertThat(moves()).hasSize(1);
    }

    @Test
    void waitsWhileItsGatewayMayComeBack() {
        clock.pass(Duration.ofMinutes(2));
        announce("main");
        sweep.sweep();
        assertThat(operations.get(operation)).goesThrough(lost);
        assertThat(moves()).isEmpty();
    }

    @Test
    void waitsWhileTheSiteHasNoOther() {
        clock.pass(Duration.ofMinutes(4));
        sweep.sweep();
        assertThat(operations.get(operation)).goesThrough(lost);
        assertThat(moves()).isEmpty();
    }

    @Test
    void everyOtherStepIsEnteredAnewWhereItStands() {
        jdbc.sql("update history.job set element_id = 'compute-checksum', job_type = ?")
                .param(JobTypes.atGateway(JobTypes.CLONE_COMPUTE_CHECKSUM, lost))
                .update();
        clock.pass(Duration.ofMinutes(4));
        announce("main");
        sweep.sweep();
        assertThat(moves())
                .singleElement()
                .asString()
                .contains("\"toElement\":\"compute-checksum\"", "\"gateway\":\"main\"");
    }

    @Test
    void ofManyStepsEachIsMoved() {
        jdbc.sql("""
                        insert into history.job select process_instance_key, element_instance_key + n, element_id,
                            job_type, ended_at from history.job, generate_series(1, 1000) n
                        """).update();
        clock.pass(Duration.ofMinutes(4));
        announce("main");
        sweep.sweep();
        assertThat(moves()).hasSize(1001);
    }

    @Test
    void aStepThatHasEndedIsNotEnteredAnew() {
        jdbc.sql("update history.job set ended_at = now()").update();
        clock.pass(Duration.ofMinutes(4));
        announce("main");
        sweep.sweep();
        assertThat(moves()).isEmpty();
    }

    @Test
    void aStepThatNoGatewayDoesIsNotEnteredAnew() {
        jdbc.sql("update history.job set job_type = ?")
                .param(JobTypes.CLONE_STORE_IMAGE)
                .update();
        clock.pass(Duration.ofMinutes(4));
        announce("main");
        sweep.sweep();
        assertThat(moves()).isEmpty();
    }

    @Test
    void aStepOfAnOperationThatWasCalledOffIsNotEnteredAnew() {
        operations.cancel(operation, "no longer wanted", Fleet.ALICE);
        clock.pass(Duration.ofMinutes(4));
        announce("main");
        sweep.sweep();
        assertThat(moves()).isEmpty();
    }

    @Test
    void withoutAHistoryNothingIsMoved() {
        jdbc.sql("alter table history.job rename to other_job").update();
        clock.pass(Duration.ofMinutes(4));
        announce("main");
        sweep.sweep();
        assertThat(moves()).isEmpty();
    }

    private void announce(String gateway) {
        gateways.announce(new Gateway(gateway, "main", URI.create("http://127.0.0.1:1")));
    }

    private List<String> moves() {
        return jdbc.sql("select payload from engine_command where operation_id = ? and payload like '%move-step%'")
                .param(operation)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
