package imprint.workflows.operation;

import static imprint.workflows.operation.OperationAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.Outcome;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.device.Devices;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Operations that people call off, and those that go with their device. */
@DomainTest
class CancelledOperationsTest {

    private static final AtomicLong KEYS = new AtomicLong(9_000_000);

    @Autowired
    private Fleet fleet;

    @Autowired
    private Operations operations;

    @Autowired
    private Devices devices;

    @Autowired
    private ApplyDiskImage apply;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient jdbc;

    private TestDevice device;
    private UUID operation;
    private long instance;

    @BeforeEach
    void anOperationUnderWay() throws InterruptedException {
        device = fleet.aDevice();
        operation = fleet.aValidatedClone(device);
        instance = KEYS.incrementAndGet();
        operations.claim(operation, instance, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void whoCancelsSaysWhy(String reason) {
        assertThatThrownBy(() -> operations.cancel(operation, reason, Fleet.ALICE))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("reason"))
                .hasMessage("Say why the operation is cancelled.");
        assertThat(operations.get(operation)).isRunning();
    }

    @Test
    void itsProcessIsCancelledAndTheTrailTellsWhoAndWhy() {
        operations.cancel(operation, "wrong device", Fleet.ALICE);
        assertThat(cancellations()).containsExactly(Long.toString(instance));
        assertThat(entries("operation cancelled"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo(Fleet.ALICE.name()))
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("wrong device"));
    }

    @Test
    void whatWasCalledOffIsNotCalledOffAgain() {
        operations.cancel(operation, "wrong device", Fleet.ALICE);
        assertThat(operations.get(operation)).hasEnded(OperationState.CANCELLED);
        assertThatThrownBy(() -> operations.cancel(operation, "another reason", Fleet.ALICE))
                .isInstanceOf(Conflict.class);
        assertThat(operations.get(operation).cancelReason()).isEqualTo("wrong device");
        assertThat(entries("operation cancelled")).hasSize(1);
    }

    @Test
    void ofThoseWhoCancelAtOnceOneIsNoted() throws InterruptedException {
        var cancellation = (Callable<Operation>) () -> operations.cancel(operation, "wrong device", Fleet.ALICE);
        try (var people = Executors.newFixedThreadPool(4)) {
            assertThat(people.invokeAll(Collections.nCopies(4, cancellation)))
                    .extracting(Future::state)
                    .contains(Future.State.SUCCESS);
        }
        assertThat(entries("operation cancelled")).hasSize(1);
        assertThat(cancellations()).hasSize(1);
    }

    @Test
    void whatHasEndedIsNotCalledOff() {
        operations.conclude(operation, Outcome.FAILED, "STORAGE_FULL", "Full.");
        assertThatThrownBy(() -> operations.cancel(operation, "too late", Fleet.ALICE))
                .isInstanceOf(Conflict.class)
                .hasMessage("Operation %s is FAILED and cannot become CANCELLING.", operation);
        assertThat(operations.get(operation)).hasEnded(OperationState.FAILED, "STORAGE_FULL");
        assertThat(cancellations()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotCalledOff() {
        var unknown = UUID.randomUUID();
        assertThatThrownBy(() -> operations.cancel(unknown, "wrong device", Fleet.ALICE))
                .isInstanceOf(NotFound.class)
                .hasMessage("There is no operation %s.", unknown);
    }

    @Test
    void aProcessThatBeginsAfterItsOperationWasCalledOffIsTurnedAway() throws IOException, InterruptedException {
        var waiting = anApply(fleet.aDevice());
        operations.cancel(waiting, "wrong image", Fleet.ALICE);
        assertThatThrownBy(() -> operations.claim(waiting, KEYS.incrementAndGet(), 1))
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DUPLICATE_START));
        assertThat(operations.get(waiting)).hasEnded(OperationState.CANCELLED);
        assertThat(operations.get(waiting).process()).isNull();
    }

    @Test
    void aDeviceThatIsSentAwayTakesAllThatWasAskedOfItAlong() throws IOException, InterruptedException {
        var waiting = anApply(device);
        var ofAnother = anApply(fleet.aDevice());
        devices.retire(device.id(), "sold", Fleet.ALICE);
        for (var each : List.of(operation, waiting)) {
            assertThat(operations.isUnderWay(each)).isFalse();
            assertThat(operations.get(each).cancelReason()).isEqualTo("Its device was retired.");
        }
        assertThat(operations.get(ofAnother)).is(OperationState.REQUESTED);
        assertThat(entries("operation cancelled"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo(Fleet.ALICE.name()));
    }

    @Test
    void whatHadEndedBeforeItsDeviceWasSentAwayStaysAsItWas() {
        operations.conclude(operation, Outcome.FAILED, "STORAGE_FULL", "Full.");
        devices.retire(device.id(), "sold", Fleet.ALICE);
        assertThat(operations.get(operation)).hasEnded(OperationState.FAILED, "STORAGE_FULL");
    }

    @Test
    void aDeviceIsSentAwayTwiceThoughNothingIsLeftToCallOff() {
        devices.retire(device.id(), "sold", Fleet.ALICE);
        devices.retire(device.id(), "sold", Fleet.ALICE);
        assertThat(entries("operation cancelled")).hasSize(1);
    }

    private UUID anApply(TestDevice device) throws IOException {
        return apply.request(fleet.anImage().id(), List.of(device.id()), true, Fleet.because("test"))
                .getFirst()
                .id();
    }

    private List<String> cancellations() {
        return jdbc.sql("""
                        select payload::json ->> 'processInstanceKey' from engine_command
                        where operation_id = ? and payload like '%cancel-instance%'
                        """)
                .param(operation)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private List<AuditEntry> entries(String act) {
        return audit.list(new AuditFilter(operation.toString(), null, null), null, 100).stream()
                .filter(entry -> entry.act().equals(act))
                .toList();
    }
}
