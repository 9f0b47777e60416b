package imprint.workflows.engine;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.operation.Operations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Which commands leave, in which order, and who has them meanwhile. */
@DomainTest
class OutboxTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    @Autowired
    private Fleet fleet;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private Operations operations;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    private UUID operation;

    @BeforeEach
    void anOperationWhoseStartAloneIsInTheOutbox() throws InterruptedException {
        jdbc.sql("delete from engine_command").update();
        operation = request("a.img.zst");
    }

    @Test
    void nobodyElseTakesACommandWithinItsLease() {
        assertThat(take(16, 200)).containsExactly(operation);
        assertThat(take(16, 200)).isEmpty();
    }

    @Test
    void theCommandsOfANodeThatWasKilledAreDueAgain() {
        take(16, 200);
        clock.pass(LEASE);
        assertThat(take(16, 200)).containsExactly(operation);
    }

    @Test
    void whatAJobWaitsForLeavesBeforeStartsThatAreOlder() {
        clock.pass(Duration.ofSeconds(1));
        transaction.executeWithoutResult(
                _ -> outbox.put(new EngineCommand.CompleteJob(operation, 7, 1, Map.of("is", "first"))));
        assertThat(takeOne().command()).isInstanceOf(EngineCommand.CompleteJob.class);
        assertThat(takeOne().command()).isInstanceOf(EngineCommand.Publish.class);
    }

    @Test
    void aStartWaitsUntilAnOperationBeforeItHasBegun() throws InterruptedException {
        settle(takeOne());
        var next = request("b.img.zst");
        assertThat(take(16, 1)).isEmpty();
        operations.claim(operation, 4_711, 1);
        assertThat(take(16, 1)).containsExactly(next);
    }

    @Test
    void aStartWaitsForNoOperationThatWasCancelledBeforeItBegan() throws InterruptedException {
        settle(takeOne());
        var next = request("c.img.zst");
        operations.cancel(operation, "not needed", Fleet.because("test").actor());
        assertThat(take(16, 1)).containsExactly(next);
    }

    @Test
    void onlyTheStartsOfOperationsThatHaveNotBegunAreSentAgain() throws InterruptedException {
        settle(takeOne());
        var begun = request("d.img.zst");
        settle(takeOne());
        operations.claim(begun, 4_712, 1);
        clock.pass(Duration.ofMinutes(2));
        assertThat(transaction.<Integer>execute(_ -> outbox.sendLostStartsAgain(clock.instant())))
                .isOne();
        assertThat(take(16, 200)).containsExactly(operation);
    }

    private UUID request(String file) throws InterruptedException {
        return clone.request(fleet.aDevice().id(), fleet.anImageToMake(file), Fleet.because("test"))
                .id();
    }

    private List<UUID> take(int most, int startsAtOnce) {
        return transaction.execute(_ -> outbox.take(most, LEASE, startsAtOnce)).stream()
                .map(entry -> entry.command().operationId())
                .toList();
    }

    private Outbox.Entry takeOne() {
        return transaction.execute(_ -> outbox.take(1, LEASE, 200)).getFirst();
    }

    private void settle(Outbox.Entry entry) {
        transaction.executeWithoutResult(_ -> outbox.settle(List.of(entry.id()), "done"));
    }
}
