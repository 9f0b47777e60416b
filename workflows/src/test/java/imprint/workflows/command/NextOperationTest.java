package imprint.workflows.command;

import static imprint.workflows.command.StepAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.Outcome;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Report;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.MovableClock;
import imprint.workflows.operation.OperationState;
import imprint.workflows.operation.Operations;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of a device whose operation begins while it is on its way from the one before. */
@DomainTest
class NextOperationTest {

    private static final Duration LONGER_THAN_A_SHUTDOWN = Duration.ofMinutes(6);

    @Autowired
    private Fleet fleet;

    @Autowired
    private Operations operations;

    @Autowired
    private Reboots reboots;

    @Autowired
    private Steps steps;

    @Autowired
    private StepReports reports;

    @Autowired
    private MovableClock clock;

    private TestDevice device;
    private UUID first;

    @BeforeEach
    void aDeviceInTheImagingEnvironment() throws InterruptedException {
        device = fleet.aDevice();
        first = fleet.aValidatedClone(device);
        reboots.offer(steps.aJob(first), Environment.IMAGING);
        obeys(rebootFrom(Environment.OWN_DISK, "boot-1"));
        device.heard(Environment.IMAGING, "boot-2");
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "FAILED", "CANCELLED"})
    void rebootsADeviceThatIsOnItsWayHome(OperationState end) throws InterruptedException {
        pass();
        obeys(orderHomeAfter(end));
        var next = fleet.aValidatedClone(device);
        assertThat(reboots.offer(steps.aJob(next), Environment.IMAGING)).isInstanceOf(StepState.InHand.class);
        obeys(rebootFrom(Environment.OWN_DISK, "boot-3"));
        assertThat(captureFrom("boot-4", next)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "FAILED", "CANCELLED"})
    void rebootsADeviceThatHasItsOrderHomeInHand(OperationState end) throws InterruptedException {
        pass();
        orderHomeAfter(end);
        var next = fleet.aValidatedClone(device);
        assertThat(reboots.offer(steps.aJob(next), Environment.IMAGING)).isInstanceOf(StepState.InHand.class);
        obeys(rebootFrom(Environment.OWN_DISK, "boot-3"));
        assertThat(captureFrom("boot-4", next)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "FAILED", "CANCELLED"})
    void rebootsADeviceThatIsHeardOnceMoreBeforeItGoesDown(OperationState end) throws InterruptedException {
        pass();
        obeys(orderHomeAfter(end));
        device.heard(Environment.OWN_DISK, "boot-3");
        device.heard(Environment.IMAGING, "boot-2");
        var next = fleet.aValidatedClone(device);
        assertThat(reboots.offer(steps.aJob(next), Environment.IMAGING)).isInstanceOf(StepState.InHand.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "CANCELLED"})
    void keepsADeviceThatWasNotToldYetWhereItIs(OperationState end) throws InterruptedException {
        end(end);
        var next = fleet.aValidatedClone(device);
        assertThat(device.heard(Environment.IMAGING, "boot-2").command()).isNull();
        assertThat(reboots.offer(steps.aJob(next), Environment.IMAGING)).isInstanceOf(StepState.Done.class);
        assertThat(captureFrom("boot-2", next)).isNotNull();
    }

    @Test
    void sendsADeviceHomeThatTheNextOperationHasNoUseFor() throws InterruptedException {
        end(OperationState.FAILED);
        var next = fleet.aValidatedClone(device);
        operations.conclude(next, Outcome.FAILED, "STORAGE_FULL", "There is no room.");
        assertThat(rebootFrom(Environment.IMAGING, "boot-2").into()).isEqualTo(Environment.OWN_DISK);
    }

    @Test
    void callsADeviceBackThatLeftBeforeItsOperationBegan() throws InterruptedException {
        end(OperationState.FAILED);
        var next = fleet.aValidatedClone(device);
        reboots.offer(steps.aJob(next), Environment.IMAGING);
        assertThat(rebootFrom(Environment.OWN_DISK, "boot-3").into()).isEqualTo(Environment.IMAGING);
        assertThat(device.heard(Environment.IMAGING, "boot-4").command()).isNull();
    }

    @Test
    void callsADeviceBackThatRunsItsOwnSystemDuringATransfer() throws InterruptedException {
        steps.aCapture(device, first).offered();
        obeys(rebootFrom(Environment.OWN_DISK, "boot-3"));
        assertThat(device.heard(Environment.IMAGING, "boot-4").command()).isInstanceOf(Command.CaptureDisk.class);
    }

    @Test
    void callsADeviceOnceForEachBoot() throws InterruptedException {
        steps.aCapture(device, first).offered();
        obeys(rebootFrom(Environment.OWN_DISK, "boot-3"));
        assertThat(device.heard(Environment.OWN_DISK, "boot-3").command()).isNull();
        clock.pass(LONGER_THAN_A_SHUTDOWN);
        assertThat(device.heard(Environment.OWN_DISK, "boot-3").command()).isInstanceOf(Command.Reboot.class);
    }

    @Test
    void callsNoDeviceBackForEver() throws InterruptedException {
        steps.aCapture(device, first).offered();
        for (int boot = 10; boot < 15; boot++) {
            obeys(rebootFrom(Environment.OWN_DISK, "boot-" + boot));
        }
        assertThat(device.heard(Environment.OWN_DISK, "boot-15").command()).isNull();
    }

    @Test
    void aCancellationDoesNotWaitForADeviceThatWasCalledBack() throws InterruptedException {
        steps.aCapture(device, first).offered();
        rebootFrom(Environment.OWN_DISK, "boot-3");
        operations.cancel(first, "no longer wanted", Fleet.ALICE);
        assertThat(operations.get(first).state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void sendsADeviceHomeThatArrivesForAnOperationThatHasEnded() throws InterruptedException {
        pass();
        end(OperationState.FAILED);
        obeys(rebootFrom(Environment.IMAGING, "boot-2"));
        device.heard(Environment.OWN_DISK, "boot-3");
        pass();
        var next = fleet.aValidatedClone(device);
        reboots.offer(steps.aJob(next), Environment.IMAGING);
        obeys(rebootFrom(Environment.OWN_DISK, "boot-3"));
        operations.cancel(next, "no longer wanted", Fleet.ALICE);
        assertThat(operations.get(next).state()).isEqualTo(OperationState.CANCELLED);
        assertThat(rebootFrom(Environment.IMAGING, "boot-4").into()).isEqualTo(Environment.OWN_DISK);
    }

    @Test
    void aDeviceThatArrivesByTheOrderOfAnotherIsNotRebootedOnceMore() throws InterruptedException {
        end(OperationState.FAILED);
        obeys(rebootFrom(Environment.IMAGING, "boot-2"));
        device.heard(Environment.OWN_DISK, "boot-3");
        var next = fleet.aValidatedClone(device);
        var reboot = steps.aStep(device, next, CommandKind.REBOOT, Environment.IMAGING);
        reboots.offer(reboot.job(), Environment.IMAGING);
        assertThat(device.heard(Environment.IMAGING, "boot-4").command()).isNull();
        assertThat(reboot).wasCompleted();
    }

    /** So that what comes later is known to be later. */
    private void pass() {
        clock.pass(Duration.ofSeconds(1));
    }

    private @Nullable Command captureFrom(String bootId, UUID operation) throws InterruptedException {
        device.heard(Environment.IMAGING, bootId);
        steps.aCapture(device, operation).offered();
        return device.heard(Environment.IMAGING, bootId).command() instanceof Command.CaptureDisk capture
                ? capture
                : null;
    }

    private void end(OperationState state) {
        if (state == OperationState.CANCELLED) {
            operations.cancel(first, "no longer wanted", Fleet.ALICE);
        } else {
            operations.conclude(first, Outcome.valueOf(state.name()), null, null);
        }
    }

    /** An operation that succeeds sends its device home before its end, any other after it. */
    private Command orderHomeAfter(OperationState end) throws InterruptedException {
        if (end == OperationState.SUCCEEDED) {
            reboots.offer(steps.aJob(first), Environment.OWN_DISK);
            var order = rebootFrom(Environment.IMAGING, "boot-2");
            end(end);
            return order;
        }
        end(end);
        return rebootFrom(Environment.IMAGING, "boot-2");
    }

    private Command.Reboot rebootFrom(Environment environment, String bootId) throws InterruptedException {
        if (device.heard(environment, bootId).command() instanceof Command.Reboot reboot) {
            return reboot;
        }
        throw new AssertionError("No reboot was ordered in " + bootId);
    }

    private void obeys(Command order) {
        reports.report(device.id(), new Report.Succeeded(order.commandId(), order.attempt(), null, null));
    }
}
