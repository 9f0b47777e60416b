package imprint.workflows.command;

import static imprint.workflows.command.StepAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.engine.EngineCommand;
import imprint.workflows.operation.Operations;
import imprint.workflows.site.Gateway;
import imprint.workflows.site.Gateways;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the engine is answered when it offers a step, for the first time and again. */
@DomainTest
class StepOffersTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private Steps steps;

    @Autowired
    private Operations operations;

    @Autowired
    private Gateways gateways;

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
    void leavesTheStepToTheDevice() {
        assertThat(step.offered()).isInstanceOf(StepState.InHand.class);
    }

    @Test
    void answersADoneStepWithWhatTheProcessGoesOnWith() throws InterruptedException {
        step.succeeds(step.given());
        assertThat(step.offered())
                .isInstanceOfSatisfying(
                        StepState.Done.class,
                        done -> assertThat(done.variables()).containsEntry("manifestDigest", "a".repeat(64)));
    }

    @Test
    void aJobThatIsHandedOverIsNotANewAttempt() throws InterruptedException {
        var command = step.given();
        step.offered();
        step.succeeds(command);
        assertThat(step).wasCompleted();
    }

    @Test
    void aStepThatFailedIsTriedOnceMore() throws InterruptedException {
        step.fails(step.given());
        step.offered(4);
        assertThat(step.fetched().attempt()).isEqualTo(2);
    }

    @Test
    void aStepThatTheDeviceStoppedOfItsOwnAccordIsTriedOnceMore() throws InterruptedException {
        step.stops(step.given());
        step.offered(4);
        assertThat(step.fetched().attempt()).isEqualTo(2);
    }

    @Test
    void aDeviceAtAnOldAttemptIsStoppedBeforeItBeginsTheNew() throws InterruptedException {
        var first = step.given();
        steps.fallSilent();
        step.offered(4);
        assertThat(step.stopToldWith(first)).isEqualTo(first.commandId());
        assertThat(step.fetched().attempt()).isEqualTo(2);
    }

    @Test
    void aNewAttemptGoesThroughAnotherGatewayWhenItsOwnIsLost() throws InterruptedException {
        operations.claim(operation, step.job().elementInstanceKey(), 1);
        step.given();
        steps.fallSilent();
        var other = new Gateway("other", "main", URI.create("http://127.0.0.1:2"));
        gateways.announce(other);
        step.offered(4);
        assertThat(step.fetched())
                .isInstanceOfSatisfying(
                        Command.CaptureDisk.class,
                        command -> assertThat(command.gateway()).isEqualTo(other.url()));
        assertThat(step.sent()).hasAtLeastOneElementOfType(EngineCommand.SetVariables.class);
    }

    @Test
    void aCommandForTheImagingEnvironmentIsNotGivenToTheRunningSystem() throws InterruptedException {
        step.offered();
        assertThat(device.heard(Environment.OWN_DISK, "boot-1").command())
                .isInstanceOfSatisfying(
                        Command.Reboot.class,
                        reboot -> assertThat(reboot.into()).isEqualTo(Environment.IMAGING));
    }
}
