package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.imaging.protocol.Environment;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.MovableClock;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.OperationState;
import imprint.workflows.operation.Operations;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a device's step when its operation is called off. */
@DomainTest
class StepCancellationTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private Operations operations;

    @Autowired
    private Steps steps;

    @Autowired
    private SilenceSweep silence;

    @Autowired
    private Devices devices;

    @Autowired
    private MovableClock clock;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private TestDevice device;
    private UUID operation;
    private TestStep step;

    @BeforeEach
    void aCloneThatIsValidated() throws InterruptedException {
        device = fleet.aDevice();
        operation = fleet.aValidatedClone(device);
        step = steps.aCapture(device, operation);
    }

    @Test
    void theDeviceStaysBusyUntilItConfirmsTheStop() throws InterruptedException {
        var command = step.given();
        cancel();
        assertThat(step.stopToldWith(command)).isEqualTo(command.commandId());
        assertThat(state()).isEqualTo(OperationState.CANCELLING);
        step.stops(command);
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aReportOfItsSuccessEndsTheCancellationToo() throws InterruptedException {
        var command = step.given();
        cancel();
        step.succeeds(command);
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceThatForgotTheCommandHasStopped() throws InterruptedException {
        step.given();
        cancel();
        device.heard(Environment.IMAGING, "boot-3");
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceThatNeverConfirmsTheStopIsNotWaitedForForEver() throws InterruptedException {
        step.given();
        cancel();
        steps.fallSilent();
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceHasAsLongToConfirmTheStopAsItMayBeSilentAtWork() throws InterruptedException {
        var command = step.given();
        clock.pass(Duration.ofMinutes(2));
        step.stopToldWith(command);
        cancel();
        clock.pass(Duration.ofMinutes(2));
        silence.sweep();
        assertThat(state()).isEqualTo(OperationState.CANCELLING);
    }

    @Test
    void aDeviceThatComesBackAfterTheEndStopsBeforeItGetsAnythingNew() throws InterruptedException {
        var command = step.given();
        cancel();
        steps.fallSilent();
        var next = aStepOfTheNextOperation();
        assertThat(step.stopToldWith(command)).isEqualTo(command.commandId());
        step.stops(command);
        assertThat(Objects.requireNonNull(
                                device.heard(Environment.IMAGING, "boot-2").command())
                        .operationId())
                .isEqualTo(next);
    }

    @Test
    void aDeviceThatIsAwayIsNotWaitedFor() throws InterruptedException {
        step.given();
        steps.fallSilent();
        cancel();
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceThatHasDoneWhatWasCalledOffWhileItWasAwayHasNothingToStop() throws InterruptedException {
        var command = step.given();
        steps.fallSilent();
        cancel();
        step.succeeds(command);
        assertThat(device.heard(Environment.IMAGING, "boot-2").stop()).isNull();
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceThatIsRetiredIsNotWaitedFor() throws InterruptedException {
        step.given();
        devices.retire(device.id(), "sold", Fleet.ALICE);
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceStillAtWorkOnAFailedAttemptIsStopped() throws InterruptedException {
        var command = step.given();
        steps.fallSilent();
        step.stopToldWith(command);
        cancel();
        assertThat(state()).isEqualTo(OperationState.CANCELLING);
        assertThat(step.stopToldWith(command)).isEqualTo(command.commandId());
        step.stops(command);
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceStillAtWorkOnTheAttemptBeforeIsStopped() throws InterruptedException {
        var command = step.given();
        steps.fallSilent();
        step.offered(4);
        step.stopToldWith(command);
        cancel();
        assertThat(state()).isEqualTo(OperationState.CANCELLING);
        device.heard(Environment.IMAGING, "boot-2");
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceWhoseAttemptFailedByItsOwnReportHasNothingToStop() throws InterruptedException {
        var command = step.given();
        step.fails(command);
        cancel();
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aStepThatIsOfferedAfterwardsIsNotGiven() throws InterruptedException {
        var command = step.given();
        cancel();
        assertThat(steps.aCapture(device, operation).offered()).isInstanceOf(StepState.InHand.class);
        step.stops(command);
        assertThat(commands()).containsExactly(command.commandId());
    }

    @Test
    void aStepThatIsOfferedAtTheSameMomentIsNotGiven() throws InterruptedException {
        var offering = new Thread(step::offered);
        transaction.executeWithoutResult(status -> {
            cancel();
            offering.start();
            await().until(this::someoneWaitsForALock);
        });
        offering.join();
        assertThat(commands()).isEmpty();
    }

    private UUID aStepOfTheNextOperation() {
        var next = fleet.aValidatedClone(device);
        steps.keepHere(device);
        steps.aCapture(device, next).offered();
        return next;
    }

    private void cancel() {
        operations.cancel(operation, "no longer wanted", Fleet.ALICE);
    }

    private OperationState state() {
        return operations.get(operation).state();
    }

    private List<@Nullable UUID> commands() {
        return jdbc.sql("select id from device_command where operation_id = ? and kind = 'CAPTURE_DISK'")
                .param(operation)
                .query(UUID.class)
                .list();
    }

    private boolean someoneWaitsForALock() {
        return jdbc.sql("select count(*) > 0 from pg_stat_activity where wait_event_type = 'Lock'")
                .query(Boolean.class)
                .single();
    }
}
