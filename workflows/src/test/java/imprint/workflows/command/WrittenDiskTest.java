package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.Outcome;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Report;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.device.Devices;
import imprint.workflows.device.DiskCondition;
import imprint.workflows.image.DiskImage;
import imprint.workflows.operation.OperationState;
import imprint.workflows.operation.Operations;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is known of a disk that an image is written to. */
@DomainTest
class WrittenDiskTest {

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
    private Steps steps;

    private TestDevice device;
    private DiskImage before;
    private UUID operation;
    private TestStep step;

    @BeforeEach
    void aDeviceThatHoldsAnImageAndIsToGetAnother() throws IOException, InterruptedException {
        device = fleet.aDevice();
        before = fleet.anImage();
        devices.recordImage(device.id(), before.id());
        operation = apply.request(fleet.anImage().id(), List.of(device.id()), true, Fleet.because("test"))
                .getFirst()
                .id();
        apply.validate(operation);
        step = steps.aStep(device, operation, CommandKind.WRITE_DISK, null);
    }

    @Test
    void needsAnImageOnceTheWriteWasGiven() throws InterruptedException {
        step.given();
        assertNeedsImage();
    }

    @Test
    void needsAnImageWhenTheDeviceForgotTheCancelledWrite() throws InterruptedException {
        step.given();
        cancel();
        device.heard(Environment.IMAGING, "boot-3");
        assertNeedsImage();
    }

    @Test
    void needsAnImageWhenTheDeviceIsAwayAfterACancel() throws InterruptedException {
        step.given();
        cancel();
        steps.fallSilent();
        assertNeedsImage();
    }

    @Test
    void isWholeWhenTheWriteWasRefusedBeforeItsFirstByte() throws InterruptedException {
        var write = step.given();
        step.report(new Report.Failed(write.commandId(), 1, "DISK_MOUNTED", MOUNTED, false));
        assertHoldsWhatItHeld();
    }

    @Test
    void aDeviceWithAReadOnlyDiskIsSentHomeWhenItsOperationIsCancelled() throws InterruptedException {
        var write = step.given();
        step.report(new Report.Failed(write.commandId(), 1, "DISK_READ_ONLY", "/dev/vda is write-protected.", false));
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
        var write = step.given();
        step.report(new Report.Succeeded(write.commandId(), 1, null, null));
        var verification = steps.aStep(device, operation, CommandKind.VERIFY_DISK, null);
        var verify = verification.given();
        verification.report(new Report.Failed(verify.commandId(), 1, "DISK_MOUNTED", MOUNTED, false));
        operations.conclude(operation, Outcome.FAILED, "DISK_MOUNTED", MOUNTED);
        assertNeedsImage();
        assertThat(device.heard(Environment.IMAGING, "boot-2").command()).isNull();
    }

    @Test
    void needsAnImageWhenTheAgentDoesNotSayWhetherItHasWritten() throws InterruptedException {
        var write = step.given();
        step.report(new Report.Failed(write.commandId(), 1, "DISK_MOUNTED", MOUNTED, null));
        assertNeedsImage();
    }

    @Test
    void isWholeWhenTheWriteWasStoppedBeforeItsFirstByte() throws InterruptedException {
        var write = step.given();
        cancel();
        step.report(new Report.Stopped(write.commandId(), 1, false));
        assertHoldsWhatItHeld();
    }

    @Test
    void needsAnImageWhenTheWriteWasStoppedInTheMiddle() throws InterruptedException {
        var write = step.given();
        cancel();
        step.report(new Report.Stopped(write.commandId(), 1, true));
        assertNeedsImage();
    }

    @Test
    void needsAnImageWhenAnAttemptBeforeMayHaveWritten() throws InterruptedException {
        step.given();
        steps.fallSilent();
        step.offered(4);
        var second = step.fetched();
        step.report(new Report.Failed(second.commandId(), 2, "DISK_MOUNTED", MOUNTED, false));
        assertNeedsImage();
    }

    @Test
    void isWholeWhenNoneOfItsAttemptsHasWritten() throws InterruptedException {
        var first = step.given();
        step.report(new Report.Failed(first.commandId(), 1, null, "cut off", false));
        step.offered(4);
        var second = step.fetched();
        step.report(new Report.Failed(second.commandId(), 2, "DISK_MOUNTED", MOUNTED, false));
        assertHoldsWhatItHeld();
    }

    @Test
    void aDeviceThatSaysLateThatItHasNotWrittenIsWholeAndSentHome() throws InterruptedException {
        var write = step.given();
        cancel();
        steps.fallSilent();
        step.report(new Report.Stopped(write.commandId(), 1, false));
        assertHoldsWhatItHeld();
        assertThat(device.heard(Environment.IMAGING, "boot-2").command()).isInstanceOf(Command.Reboot.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "WRITTEN_BOOT_UNPROVEN"})
    void isNoSuccessAgainstTheWordOfTheDevice(Outcome outcome) throws InterruptedException {
        step.given();
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
        step.given();
        devices.recordImage(device.id(), operations.get(operation).imageId());
        operations.conclude(operation, Outcome.SUCCEEDED, null, null);
        assertThat(operations.get(operation).state()).isEqualTo(OperationState.SUCCEEDED);
    }

    private void cancel() {
        operations.cancel(operation, "no longer wanted", Fleet.ALICE);
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
