package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.Outcome;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Report;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.MovableClock;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.device.Devices;
import imprint.workflows.device.DiskCondition;
import imprint.workflows.image.DiskImage;
import imprint.workflows.operation.OperationState;
import imprint.workflows.operation.Operations;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is known of a disk that an image is written to. */
@DomainTest
class WrittenDiskTest {

    private static final AtomicLong KEYS = new AtomicLong(4_000_000);
    private static final String MOUNTED = "The disk is in use.";

    @Autowired
    private Fleet fleet;

    @Autowired
    private ApplyDiskImage apply;

    @Autowired
    private Operations operations;

    @Autowired
    private Devices devices;

    @Autowired
    private DeviceSteps steps;

    @Autowired
    private SilenceSweep silence;

    @Autowired
    private MovableClock clock;

    private TestDevice device;
    private DiskImage before;
    private UUID operation;
    private long element;

    @BeforeEach
    void aDeviceThatHoldsAnImageAndIsToGetAnother() throws IOException, InterruptedException {
        device = fleet.aDevice();
        before = fleet.anImage();
        devices.holds(device.id(), before.id());
        operation = apply.request(fleet.anImage().id(), List.of(device.id()), true, Fleet.because("test"))
                .getFirst()
                .id();
        apply.validate(operation);
        element = KEYS.incrementAndGet();
    }

    @Test
    void needsAnImageOnceTheWriteWasGiven() throws InterruptedException {
        offerAndFetch(5);
        assertNeedsImage();
    }

    @Test
    void needsAnImageWhenTheDeviceForgotTheCancelledWrite() throws InterruptedException {
        offerAndFetch(5);
        cancel();
        device.heard(Environment.IMAGING, "boot-3");
        assertNeedsImage();
    }

    @Test
    void needsAnImageWhenTheDeviceIsAwayAfterACancel() throws InterruptedException {
        offerAndFetch(5);
        cancel();
        fallSilent();
        assertNeedsImage();
    }

    @Test
    void isWholeWhenTheWriteWasRefusedBeforeItsFirstByte() throws InterruptedException {
        var write = offerAndFetch(5);
        steps.report(device.id(), new Report.Failed(write.commandId(), 1, "DISK_MOUNTED", MOUNTED, false));
        assertHoldsWhatItHeld();
    }

    @Test
    void aDeviceWithAReadOnlyDiskIsSentHomeWhenItsOperationIsCancelled() throws InterruptedException {
        var write = offerAndFetch(5);
        steps.report(
                device.id(),
                new Report.Failed(write.commandId(), 1, "DISK_READ_ONLY", "/dev/vda is write-protected.", false));
        cancel();
        assertThat(operations.get(operation).state()).isEqualTo(OperationState.CANCELLED);
        assertHoldsWhatItHeld();
        assertThat(device.heard(Environment.IMAGING, "boot-2").command())
                .isInstanceOfSatisfying(
                        Command.Reboot.class,
                        reboot -> assertThat(reboot.into()).isEqualTo(Environment.OWN_DISK));
    }

    @Test
    void needsAnImageWhenWhatWasWrittenCouldNotBeReadBack() throws InterruptedException {
        var write = offerAndFetch(5);
        steps.report(device.id(), new Report.Succeeded(write.commandId(), 1, null, null));
        element = KEYS.incrementAndGet();
        steps.offer(new StepJob(operation, element, KEYS.incrementAndGet(), 5), CommandKind.VERIFY_DISK, null);
        var verify = Objects.requireNonNull(
                device.heard(Environment.IMAGING, "boot-2").command());
        steps.report(device.id(), new Report.Failed(verify.commandId(), 1, "DISK_MOUNTED", MOUNTED, false));
        operations.conclude(operation, Outcome.FAILED, "DISK_MOUNTED", MOUNTED);
        assertNeedsImage();
        assertThat(device.heard(Environment.IMAGING, "boot-2").command()).isNull();
    }

    @Test
    void needsAnImageWhenTheAgentDoesNotSayWhetherItHasWritten() throws InterruptedException {
        var write = offerAndFetch(5);
        steps.report(device.id(), new Report.Failed(write.commandId(), 1, "DISK_MOUNTED", MOUNTED, null));
        assertNeedsImage();
    }

    @Test
    void isWholeWhenTheWriteWasStoppedBeforeItsFirstByte() throws InterruptedException {
        var write = offerAndFetch(5);
        cancel();
        steps.report(device.id(), new Report.Stopped(write.commandId(), 1, false));
        assertHoldsWhatItHeld();
    }

    @Test
    void needsAnImageWhenTheWriteWasStoppedInTheMiddle() throws InterruptedException {
        var write = offerAndFetch(5);
        cancel();
        steps.report(device.id(), new Report.Stopped(write.commandId(), 1, true));
        assertNeedsImage();
    }

    @Test
    void needsAnImageWhenAnAttemptBeforeMayHaveWritten() throws InterruptedException {
        offerAndFetch(5);
        fallSilent();
        var second = offerAndFetch(4);
        steps.report(device.id(), new Report.Failed(second.commandId(), 2, "DISK_MOUNTED", MOUNTED, false));
        assertNeedsImage();
    }

    @Test
    void isWholeWhenNoneOfItsAttemptsHasWritten() throws InterruptedException {
        var first = offerAndFetch(5);
        steps.report(device.id(), new Report.Failed(first.commandId(), 1, null, "cut off", false));
        var second = offerAndFetch(4);
        steps.report(device.id(), new Report.Failed(second.commandId(), 2, "DISK_MOUNTED", MOUNTED, false));
        assertHoldsWhatItHeld();
    }

    @Test
    void aDeviceThatSaysLateThatItHasNotWrittenIsWholeAndSentHome() throws InterruptedException {
        var write = offerAndFetch(5);
        cancel();
        fallSilent();
        steps.report(device.id(), new Report.Stopped(write.commandId(), 1, false));
        assertHoldsWhatItHeld();
        assertThat(device.heard(Environment.IMAGING, "boot-2").command()).isInstanceOf(Command.Reboot.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "WRITTEN_BOOT_UNPROVEN"})
    void isNoSuccessAgainstTheWordOfTheDevice(Outcome outcome) throws InterruptedException {
        offerAndFetch(5);
        operations.conclude(operation, outcome, null, null);
        assertThat(operations.get(operation).state()).isEqualTo(OperationState.FAILED);
        assertThat(operations.get(operation).sentence()).contains("apply it again");
    }

    @Test
    void isNoSuccessWhenTheDiskHoldsAnotherImage() {
        operations.conclude(operation, Outcome.SUCCEEDED, null, null);
        assertThat(operations.get(operation).state()).isEqualTo(OperationState.FAILED);
    }

    @Test
    void isASuccessOnceTheDeviceHasSaidThatItHoldsTheImage() throws InterruptedException {
        offerAndFetch(5);
        devices.holds(device.id(), operations.get(operation).imageId());
        operations.conclude(operation, Outcome.SUCCEEDED, null, null);
        assertThat(operations.get(operation).state()).isEqualTo(OperationState.SUCCEEDED);
    }

    private Command offerAndFetch(int retries) throws InterruptedException {
        steps.offer(new StepJob(operation, element, KEYS.incrementAndGet(), retries), CommandKind.WRITE_DISK, null);
        return Objects.requireNonNull(
                device.heard(Environment.IMAGING, "boot-2").command());
    }

    private void cancel() {
        operations.cancel(operation, "no longer wanted", Fleet.ALICE);
    }

    private void fallSilent() {
        clock.pass(Duration.ofMinutes(4));
        silence.sweep();
    }

    private void assertNeedsImage() {
        assertThat(devices.get(device.id()).diskCondition()).isEqualTo(DiskCondition.NEEDS_IMAGE);
        assertThat(devices.get(device.id()).imageId()).isNull();
    }

    private void assertHoldsWhatItHeld() {
        assertThat(devices.get(device.id()).diskCondition()).isEqualTo(DiskCondition.WHOLE);
        assertThat(devices.get(device.id()).imageId()).isEqualTo(before.id());
    }
}
