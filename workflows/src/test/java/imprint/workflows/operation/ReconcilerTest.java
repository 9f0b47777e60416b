package imprint.workflows.operation;

import static imprint.workflows.operation.OperationAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.Outcome;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import imprint.workflows.StandInEngine;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.engine.Outbox;
import imprint.workflows.lock.Sweeps;
import io.grpc.Status;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of an operation of which the engine knows less than the database. */
@DomainTest
class ReconcilerTest {

    private static final AtomicLong KEYS = new AtomicLong(5_000_000);

    @Autowired
    private Fleet fleet;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private OperationRepository repository;

    @Autowired
    private Operations operations;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Sweeps sweeps;

    @Autowired
    private MovableClock clock;

    private StandInEngine engine;
    private Reconciler reconciler;
    private UUID operation;
    private long instance;

    @BeforeEach
    void anOperation() throws IOException, InterruptedException {
        engine = new StandInEngine();
        reconciler = new Reconciler(repository, operations, outbox, engine.client(), transaction, sweeps, clock);
        operation = clone.request(fleet.aDevice().id(), fleet.anImageToMake("a.img.zst"), Fleet.because("test"))
                .id();
    }

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    void anOperationWhoseProcessIsGoneHasFailed() {
        isUnderWay();
        engine.refuse(Long.toString(instance), Status.NOT_FOUND);
        reconcile();
        assertThat(operations.get(operation)).hasEnded(OperationState.FAILED, "PROCESS_GONE");
    }

    @Test
    void anOperationWhoseProcessIsThereGoesOn() {
        isUnderWay();
        reconcile();
        assertThat(operations.get(operation)).isRunning();
    }

    @Test
    void anOperationThatEndsWhileTheEngineIsAskedStaysAsItEnded() {
        isUnderWay();
        var subject = Long.toString(instance);
        engine.refuse(subject, Status.NOT_FOUND);
        engine.meanwhile(
                subject, () -> operations.conclude(operation, Outcome.FAILED, "STORAGE_FULL", "The location is full."));
        reconcile();
        assertThat(operations.get(operation)).hasEnded(OperationState.FAILED, "STORAGE_FULL");
    }

    @Test
    void anEngineThatIsAwayEndsNothing() {
        isUnderWay();
        engine.refuse(Long.toString(instance), Status.UNAVAILABLE);
        reconcile();
        assertThat(operations.get(operation)).isRunning();
    }

    @Test
    void anOperationThatNeverBeganIsStartedOnceMore() {
        jdbc.sql("update engine_command set sent_at = ? where operation_id = ?")
                .params(Timestamp.from(clock.instant()), operation)
                .update();
        reconcile();
        assertThat(jdbc.sql("select count(*) from engine_command where operation_id = ? and sent_at is null")
                        .param(operation)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void ofManyOperationsSomeAreAskedAboutInTurn() throws InterruptedException {
        var instances = threeUnderWay();
        passOnlyThese(instances);
        reconciler.reconcile(1);
        assertThat(instances.values().stream().mapToLong(this::timesAsked).sum())
                .isOne();
        reconciler.reconcile(1);
        reconciler.reconcile(1);
        assertThat(instances.values())
                .allSatisfy(key -> assertThat(timesAsked(key)).isOne());
    }

    @Test
    void allAreAskedAboutOnceOneIsGone() throws InterruptedException {
        var instances = threeUnderWay();
        instances.values().forEach(key -> engine.refuse(Long.toString(key), Status.NOT_FOUND));
        passOnlyThese(instances);
        reconciler.reconcile(1);
        assertThat(instances.keySet())
                .allSatisfy(id -> assertThat(operations.get(id)).hasEnded(OperationState.FAILED));
    }

    /** The minutes after which an operation is looked at; those of other tests stay away. */
    private void passOnlyThese(Map<UUID, Long> instances) {
        jdbc.sql("update operation set requested_at = requested_at + interval '10 years' where id not in (:ids)")
                .param("ids", instances.keySet())
                .update();
        clock.pass(Duration.ofMinutes(2));
    }

    private long timesAsked(long key) {
        return engine.timesAsked(Long.toString(key));
    }

    private Map<UUID, Long> threeUnderWay() throws InterruptedException {
        var instances = new HashMap<UUID, Long>();
        for (var file : List.of("b.img.zst", "c.img.zst", "d.img.zst")) {
            var id = clone.request(fleet.aDevice().id(), fleet.anImageToMake(file), Fleet.because("test"))
                    .id();
            instances.put(id, isUnderWay(id));
        }
        return instances;
    }

    private void isUnderWay() {
        instance = isUnderWay(operation);
    }

    private long isUnderWay(UUID id) {
        var key = KEYS.incrementAndGet();
        operations.claim(id, key, 1);
        operations.run(id);
        return key;
    }

    private void reconcile() {
        clock.pass(Duration.ofMinutes(2));
        reconciler.reconcile(Integer.MAX_VALUE);
    }
}
