package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.Outcome;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Report;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.operation.Operations;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which devices are sent home from the imaging environment, and when. */
@DomainTest
class HomecomingTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private Operations operations;

    @Autowired
    private DeviceCommandRepository commands;

    @Autowired
    private Steps steps;

    private TestDevice device;
    private UUID operation;
    private TestStep step;

    @BeforeEach
    void aStepOfAClone() throws InterruptedException {
        device = fleet.aDevice();
        operation = fleet.aValidatedClone(device);
        step = steps.aCapture(device, operation);
    }

    @Test
    void aDeviceLeftInTheImagingEnvironmentIsSentHome() throws InterruptedException {
        step.succeeds(step.given());
        end();
        assertIsSentHome();
    }

    @Test
    void aDeviceThatObeysIsNotSentHomeOnceMore() throws InterruptedException {
        step.succeeds(step.given());
        end();
        var order = order();
        step.report(new Report.Succeeded(order.commandId(), 1, null, null));
        assertThat(device.heard(Environment.IMAGING, "boot-2").command()).isNull();
    }

    @Test
    void aDeviceThatIsBackInItsOwnSystemIsNotSentHome() throws InterruptedException {
        step.succeeds(step.given());
        end();
        assertThat(device.heard(Environment.OWN_DISK, "boot-3").command()).isNull();
    }

    @Test
    void aDeviceThatIsLeftInTheImagingEnvironmentIsSentHomeHoweverLateItComesBack() throws InterruptedException {
        var command = step.given();
        operations.cancel(operation, "no longer wanted", Fleet.ALICE);
        steps.fallSilent();
        steps.fallSilent();
        step.stops(command);
        assertIsSentHome();
    }

    @Test
    void aDeviceThatWasKeptForAnOperationThatHasEndedIsSentHomeOnceItConfirms() throws InterruptedException {
        step.succeeds(step.given());
        end();
        var order = order();
        steps.keepHere(device);
        assertThat(device.heard(Environment.IMAGING, "boot-2", order.commandId())
                        .stop())
                .isEqualTo(order.commandId());
        step.report(new Report.Stopped(order.commandId(), 1, false));
        assertIsSentHome();
    }

    @Test
    void aRejectedOperationLeavesTheDeviceToTheOneThatHasIt() throws InterruptedException {
        step.given();
        var second = clone.request(device.id(), fleet.anImageToMake("b.img.zst"), Fleet.because("test"));
        operations.conclude(second.id(), Outcome.REJECTED, "DEVICE_BUSY", "Another has it.");
        assertThat(commands.findLive(device.id()))
                .extracting(CommandRef::operationId)
                .containsExactly(operation);
    }

    private void end() {
        operations.conclude(operation, Outcome.FAILED, "STORAGE_FULL", "There is no room.");
    }

    private Command.Reboot order() throws InterruptedException {
        return (Command.Reboot) step.fetched();
    }

    private void assertIsSentHome() throws InterruptedException {
        assertThat(order().into()).isEqualTo(Environment.OWN_DISK);
    }
}
