package imprint.workflows.command;

import static imprint.workflows.command.StepAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of a capture when the device boots. */
@DomainTest
class CaptureWatchTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private Steps steps;

    private TestDevice device;
    private TestStep capture;

    @BeforeEach
    void aCaptureOfADevice() throws InterruptedException {
        device = fleet.aDevice();
        capture = steps.aCapture(device, fleet.aValidatedClone(device));
    }

    @Test
    void aCaptureEndsWhenTheDeviceBootedItsOwnSystemSince() throws InterruptedException {
        capture.given();
        device.heard(Environment.OWN_DISK, "boot-3");
        assertThat(capture).wasRefused();
        assertThat(device.heard(Environment.IMAGING, "boot-4").command()).isNull();
    }

    @Test
    void aCaptureIsNotTakenUpAgainWhenTheDeviceBootedItsOwnSystemBetweenTwoAttempts() throws InterruptedException {
        capture.given();
        steps.fallSilent();
        device.heard(Environment.OWN_DISK, "boot-3");
        assertThat(capture.offered(4))
                .isInstanceOfSatisfying(
                        StepState.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("DISK_CHANGED"));
    }

    @Test
    void aSecondAttemptEndsWhenTheDeviceBootedItsOwnSystemBeforeItWasFetched() throws InterruptedException {
        capture.given();
        steps.fallSilent();
        capture.offered(4);
        device.heard(Environment.OWN_DISK, "boot-3");
        assertThat(capture.offered(4)).isInstanceOf(StepState.Refused.class);
    }

    @Test
    void aCaptureThatTheDeviceStoppedItselfIsNotTakenUpAgainWhenItBootedItsOwnSystemSince()
            throws InterruptedException {
        capture.stops(capture.given());
        device.heard(Environment.OWN_DISK, "boot-3");
        assertThat(capture.offered(4)).isInstanceOf(StepState.Refused.class);
    }

    @Test
    void aCaptureGoesOnWhenTheDeviceCameBackInTheImagingEnvironment() throws InterruptedException {
        capture.given();
        assertThat(device.heard(Environment.IMAGING, "boot-3").command()).isInstanceOf(Command.CaptureDisk.class);
    }

    @Test
    void aBootBeforeTheCaptureBeganDoesNoHarm() throws InterruptedException {
        capture.offered();
        device.heard(Environment.OWN_DISK, "boot-2");
        assertThat(device.heard(Environment.IMAGING, "boot-3").command()).isInstanceOf(Command.CaptureDisk.class);
    }

    @Test
    void aBootAfterTheCaptureIsAsItShouldBe() throws InterruptedException {
        capture.succeeds(capture.given());
        device.heard(Environment.OWN_DISK, "boot-3");
        assertThat(capture).wasNotRefused();
    }
}
