package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Report;
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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a device's step when its operation is called off. */
@DomainTest
class CancelledStepsTest {

    private static final AtomicLong KEYS = new AtomicLong(3_000_000);
    private static final Duration TOO_LONG = Duration.ofMinutes(4);

    @Autowired
    private Fleet fleet;

    @Autowired
    private Operations operations;

    @Autowired
    private DeviceSteps steps;

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
    private long element;

    @BeforeEach
    void aCloneThatIsValidated() throws InterruptedException {
        device = fleet.aDevice();
        operation = fleet.aValidatedClone(device);
        element = KEYS.incrementAndGet();
    }

    @Test
    void theDeviceStaysBusyUntilItConfirmsTheStop() throws InterruptedException {
        var command = offerAndFetch();
        cancel();
        assertThat(stopToldWith(command)).isEqualTo(command.commandId());
        assertThat(state()).isEqualTo(OperationState.CANCELLING);
        steps.report(device.id(), stopped(command));
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aReportOfItsSuccessEndsTheCancellationToo() throws InterruptedException {
        var command = offerAndFetch();
        cancel();
        steps.report(device.id(), new Report.Succeeded(command.commandId(), 1, "a".repeat(64), null));
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceThatForgotTheCommandHasStopped() throws InterruptedException {
        offerAndFetch();
        cancel();
        device.heard(Environment.IMAGING, "boot-3");
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceThatNeverConfirmsTheStopIsNotWaitedForForEver() throws InterruptedException {
        offerAndFetch();
        cancel();
        fallSilent();
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceHasAsLongToConfirmTheStopAsItMayBeSilentAtWork() throws InterruptedException {
        var command = offerAndFetch();
        clock.pass(Duration.ofMinutes(2));
        stopToldWith(command);
        cancel();
        clock.pass(Duration.ofMinutes(2));
        silence.sweep();
        assertThat(state()).isEqualTo(OperationState.CANCELLING);
    }

    @Test
    void aDeviceThatComesBackAfterTheEndStopsBeforeItGetsAnythingNew() throws InterruptedException {
        var command = offerAndFetch();
        cancel();
        fallSilent();
        var next = aStepOfTheNextOperation();
        assertThat(stopToldWith(command)).isEqualTo(command.commandId());
        steps.report(device.id(), stopped(command));
        assertThat(Objects.requireNonNull(
                                device.heard(Environment.IMAGING, "boot-2").command())
                        .operationId())
                .isEqualTo(next);
    }

    @Test
    void aDeviceThatIsAwayIsNotWaitedFor() throws InterruptedException {
        offerAndFetch();
        fallSilent();
        cancel();
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceThatIsRetiredIsNotWaitedFor() throws InterruptedException {
        offerAndFetch();
        devices.retire(device.id(), "sold", Fleet.ALICE);
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceStillAtWorkOnAFailedAttemptIsStopped() throws InterruptedException {
        var command = offerAndFetch();
        fallSilent();
        stopToldWith(command);
        cancel();
        assertThat(state()).isEqualTo(OperationState.CANCELLING);
        assertThat(stopToldWith(command)).isEqualTo(command.commandId());
        steps.report(device.id(), stopped(command));
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceStillAtWorkOnTheAttemptBeforeIsStopped() throws InterruptedException {
        var command = offerAndFetch();
        fallSilent();
        offer();
        stopToldWith(command);
        cancel();
        assertThat(state()).isEqualTo(OperationState.CANCELLING);
        device.heard(Environment.IMAGING, "boot-2");
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aDeviceWhoseAttemptFailedByItsOwnReportHasNothingToStop() throws InterruptedException {
        var command = offerAndFetch();
        steps.report(device.id(), new Report.Failed(command.commandId(), 1, null, "cut off", null));
        cancel();
        assertThat(state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aStepThatIsOfferedAfterwardsIsNotGiven() throws InterruptedException {
        var command = offerAndFetch();
        cancel();
        element = KEYS.incrementAndGet();
        assertThat(offer()).isInstanceOf(StepState.InHand.class);
        steps.report(device.id(), stopped(command));
        assertThat(commands()).containsExactly(command.commandId());
    }

    @Test
    void aStepThatIsOfferedAtTheSameMomentIsNotGiven() throws InterruptedException {
        var offering = new Thread(this::offer);
        transaction.executeWithoutResult(status -> {
            cancel();
            offering.start();
            await().until(this::someoneWaitsForALock);
        });
        offering.join();
        assertThat(commands()).isEmpty();
    }

    @Test
    void aDeviceThatIsBackInItsOwnSystemIsNotSentHome() throws InterruptedException {
        var command = offerAndFetch();
        cancel();
        steps.report(device.id(), stopped(command));
        assertThat(device.heard(Environment.OWN_DISK, "boot-3").command()).isNull();
    }

    @Test
    void aDeviceThatIsLeftInTheImagingEnvironmentIsSentHomeHoweverLateItComesBack() throws InterruptedException {
        var command = offerAndFetch();
        cancel();
        fallSilent();
        fallSilent();
        steps.report(device.id(), stopped(command));
        assertThat(device.heard(Environment.IMAGING, "boot-2").command()).isInstanceOf(Command.Reboot.class);
    }

    private StepState offer() {
        return offer(operation);
    }

    private StepState offer(UUID ofOperation) {
        return steps.offer(
                new StepJob(ofOperation, element, KEYS.incrementAndGet(), 5), CommandKind.CAPTURE_DISK, null);
    }

    private Command offerAndFetch() throws InterruptedException {
        offer();
        return Objects.requireNonNull(
                device.heard(Environment.IMAGING, "boot-2").command());
    }

    private UUID aStepOfTheNextOperation() {
        var next = fleet.aValidatedClone(device);
        steps.keepHere(device.id());
        element = KEYS.incrementAndGet();
        offer(next);
        return next;
    }

    private void cancel() {
        operations.cancel(operation, "no longer wanted", Fleet.ALICE);
    }

    private void fallSilent() {
        clock.pass(TOO_LONG);
        silence.sweep();
    }

    private @Nullable UUID stopToldWith(Command inHand) throws InterruptedException {
        return device.heard(Environment.IMAGING, "boot-2", inHand.commandId()).stop();
    }

    private static Report stopped(Command command) {
        return new Report.Stopped(command.commandId(), command.attempt(), false);
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
