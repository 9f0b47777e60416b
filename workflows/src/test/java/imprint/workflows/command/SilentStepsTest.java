package imprint.workflows.command;

import static imprint.workflows.command.StepAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Progress;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.MovableClock;
import imprint.workflows.engine.EngineCommand;
import imprint.workflows.operation.OperationProgress;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of a device's step of which nothing new is heard. */
@DomainTest
class SilentStepsTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private Steps steps;

    @Autowired
    private SilenceSweep silence;

    @Autowired
    private OperationProgress progress;

    @Autowired
    private MovableClock clock;

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
    void aDeviceThatFallsSilentSpendsARetry() throws InterruptedException {
        step.given();
        steps.fallSilent();
        assertThat(step).hasFailed();
        assertThat(sentence()).contains("has said nothing", "is it on");
    }

    @Test
    void aDeviceThatNeverFetchedItsCommandSpendsARetry() {
        step.offered();
        steps.fallSilent();
        assertThat(step).hasFailed();
    }

    @Test
    void aDeviceThatHasNewsHasItsTimeAnew() throws InterruptedException {
        var id = step.given().commandId();
        clock.pass(Duration.ofMinutes(2));
        device.tells(Environment.IMAGING, "boot-2", new Progress(id, 1, 8, 10, 8));
        clock.pass(Duration.ofMinutes(2));
        silence.sweep();
        assertThat(step).hasNotFailed();
    }

    @Test
    void aDeviceThatForgetsItsCommandHasNoMoreTimeForIt() throws InterruptedException {
        step.given();
        clock.pass(Duration.ofMinutes(2));
        step.fetched();
        clock.pass(Duration.ofMinutes(2));
        silence.sweep();
        assertThat(step).hasFailed();
    }

    @Test
    void aStepWithALimitOfItsOwnHasThatTime() {
        var reboot = steps.aStep(device, operation, CommandKind.REBOOT, Environment.IMAGING);
        reboot.offered();
        steps.fallSilent();
        assertThat(reboot).hasNotFailed();
        clock.pass(Duration.ofMinutes(7));
        silence.sweep();
        assertThat(reboot).hasFailed();
    }

    @Test
    void aDeviceThatGetsNoFurtherSpendsARetryWhateverItsUploadTells() throws InterruptedException {
        var id = step.given().commandId();
        device.tells(Environment.IMAGING, "boot-2", new Progress(id, 1, 8, 10, 8));
        progress.note(operation, 4, 10, 4);
        clock.pass(Duration.ofMinutes(4));
        device.tells(Environment.IMAGING, "boot-2", new Progress(id, 1, 8, 10, 8));
        silence.sweep();
        assertThat(step).hasFailed();
    }

    @Test
    void aDeviceThatIsHeardButGetsNoFurtherIsNotTakenForSilent() throws InterruptedException {
        var command = step.given();
        clock.pass(Duration.ofMinutes(4));
        device.heard(Environment.IMAGING, "boot-2", command.commandId());
        silence.sweep();
        assertThat(sentence()).contains("room in its spool");
    }

    /** What the engine is told of the silence. */
    private String sentence() {
        return step.sent().stream()
                .filter(EngineCommand.FailJob.class::isInstance)
                .map(EngineCommand.FailJob.class::cast)
                .findFirst()
                .orElseThrow()
                .sentence();
    }
}
