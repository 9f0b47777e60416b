package imprint.workflows.command;

import static imprint.workflows.command.StepAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import imprint.bpmn.ErrorCode;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Report;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.MovableClock;
import imprint.workflows.device.ContactRefused;
import imprint.workflows.device.Devices;
import imprint.workflows.failure.NotFound;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of a device's step, whenever its report arrives. */
@DomainTest
class StepReportsTest {

    private static final int LONG_POLL_SECONDS = 50;
    private static final Duration WITHOUT_WAITING = Duration.ofSeconds(25);

    @Autowired
    private Fleet fleet;

    @Autowired
    private Steps steps;

    @Autowired
    private StepReports reports;

    @Autowired
    private Devices devices;

    @Autowired
    private MovableClock clock;

    private TestDevice device;
    private TestStep step;

    @BeforeEach
    void aStepOfAClone() throws InterruptedException {
        device = fleet.aDevice();
        step = steps.aCapture(device, fleet.aValidatedClone(device));
    }

    @Test
    void aReportCompletesTheStep() throws InterruptedException {
        step.succeeds(step.given());
        assertThat(step).wasCompleted();
    }

    @Test
    void aReportThatIsHeardTwiceCompletesOnce() throws InterruptedException {
        var command = step.given();
        step.succeeds(command);
        step.succeeds(command);
        assertThat(step).wasCompleted();
    }

    @Test
    void aFailureSpendsARetry() throws InterruptedException {
        step.fails(step.given());
        assertThat(step).hasFailed().wasNotRefused();
    }

    @Test
    void aStopThatNobodyAskedForSpendsARetry() throws InterruptedException {
        step.stops(step.given());
        assertThat(step).hasFailed();
    }

    @Test
    void aFailureThatTheDeviceNamesIsNotTriedAgainThoughItsCodeIsUnknown() throws InterruptedException {
        var command = step.given();
        step.report(new Report.Failed(command.commandId(), 1, "MOON_PHASE", "It was the moon.", null));
        assertThat(step).wasRefused();
        assertThat(step.offered(4)).isInstanceOfSatisfying(StepState.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.COMMAND_REFUSED.name());
            assertThat(refused.sentence()).isEqualTo("It was the moon.");
        });
    }

    @Test
    void aReportDuringTheBackoffIsFoundWhenTheStepIsOfferedAgain() throws InterruptedException {
        var command = step.given();
        steps.fallSilent();
        step.succeeds(command);
        assertThat(step.offered(4)).isInstanceOf(StepState.Done.class);
    }

    @Test
    void aReportWithAnIncidentOpenIsFoundWhenTheIncidentIsResolved() throws InterruptedException {
        step.offered(1);
        var command = step.fetched();
        steps.fallSilent();
        step.succeeds(command);
        assertThat(step.offered()).isInstanceOf(StepState.Done.class);
    }

    @Test
    void aFailureThatIsHeardTooLateSpendsNoOtherRetry() throws InterruptedException {
        var command = step.given();
        steps.fallSilent();
        step.fails(command);
        assertThat(step).hasFailed();
    }

    @Test
    void aReportOfASupersededAttemptIsRefused() throws InterruptedException {
        var command = step.given();
        steps.fallSilent();
        step.offered(4);
        assertThatThrownBy(() -> step.succeeds(command)).isInstanceOf(ContactRefused.class);
    }

    @Test
    void aReportOfAnotherDevicesCommandIsNotHeard() throws InterruptedException {
        var command = step.given();
        var other = fleet.aDevice();
        var report = new Report.Succeeded(command.commandId(), 1, "a".repeat(64), null);
        assertThatThrownBy(() -> reports.report(other.id(), report)).isInstanceOf(NotFound.class);
    }

    @Test
    void aReportOfNoCommandIsNotHeard() {
        var report = new Report.Stopped(UUID.randomUUID(), 1, false);
        assertThatThrownBy(() -> step.report(report)).isInstanceOf(NotFound.class);
    }

    @Test
    void aDeviceWhoseReportWasHeardIsNotKeptWaitingForTheNextStep() throws InterruptedException {
        var command = step.given();
        step.fails(command);
        assertTimeout(
                WITHOUT_WAITING,
                () -> device.heard(Environment.IMAGING, "boot-2", command.commandId(), LONG_POLL_SECONDS));
    }

    @Test
    void theLongPollOfABusyDeviceEndsWithItsReport() throws Exception {
        var command = step.given();
        clock.pass(Duration.ofSeconds(1));
        var poll = device.polls(Environment.IMAGING, "boot-2", command.commandId(), LONG_POLL_SECONDS);
        await().until(() -> clock.instant().equals(devices.get(device.id()).lastHeartbeatAt()));
        assertThat(poll).isNotDone();
        step.succeeds(command);
        assertThat(poll).succeedsWithin(WITHOUT_WAITING);
    }
}
