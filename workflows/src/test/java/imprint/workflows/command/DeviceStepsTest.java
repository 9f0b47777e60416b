package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.Outcome;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Progress;
import imprint.imaging.protocol.Report;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.MovableClock;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.device.ContactRefused;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.OperationProgress;
import imprint.workflows.operation.Operations;
import imprint.workflows.site.Gateway;
import imprint.workflows.site.Gateways;
import java.net.URI;
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

/** What becomes of a device's step, whenever its report arrives. */
@DomainTest
class DeviceStepsTest {

    private static final AtomicLong KEYS = new AtomicLong(1_000);
    private static final int LONG_POLL_SECONDS = 50;
    private static final Duration WITHOUT_WAITING = Duration.ofSeconds(25);

    @Autowired
    private Fleet fleet;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private Operations operations;

    @Autowired
    private OperationProgress progress;

    @Autowired
    private DeviceSteps steps;

    @Autowired
    private SilenceSweep silence;

    @Autowired
    private Devices devices;

    @Autowired
    private Gateways gateways;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private TestDevice device;
    private UUID operation;
    private long element;
    private long job;

    @BeforeEach
    void aCloneThatIsValidated() throws InterruptedException {
        device = fleet.aDevice();
        operation = fleet.aValidatedClone(device);
        element = KEYS.incrementAndGet();
        job = KEYS.incrementAndGet();
    }

    @Test
    void aReportCompletesTheJobByItsKey() throws InterruptedException {
        var command = captured(offerAndFetch(5));
        steps.report(device.id(), command);
        assertThat(sent()).contains("complete %d 1".formatted(job));
    }

    @Test
    void aReportThatIsHeardTwiceCompletesOnce() throws InterruptedException {
        var report = captured(offerAndFetch(5));
        steps.report(device.id(), report);
        steps.report(device.id(), report);
        assertThat(sent()).containsOnlyOnce("complete %d 1".formatted(job));
    }

    @Test
    void aDeviceWhoseReportWasHeardIsNotKeptWaitingForTheNextStep() throws InterruptedException {
        var command = offerAndFetch(5);
        steps.report(device.id(), new Report.Failed(command.commandId(), command.attempt(), null, "cut off", null));
        assertTimeout(
                WITHOUT_WAITING,
                () -> device.heard(Environment.IMAGING, "boot-2", command.commandId(), LONG_POLL_SECONDS));
    }

    @Test
    void theLongPollOfABusyDeviceEndsWithItsReport() throws Exception {
        var command = offerAndFetch(5);
        clock.pass(Duration.ofSeconds(1));
        var poll = device.polls(Environment.IMAGING, "boot-2", command.commandId(), LONG_POLL_SECONDS);
        await().until(() -> clock.instant().equals(devices.get(device.id()).lastHeartbeatAt()));
        assertThat(poll).isNotDone();
        steps.report(device.id(), captured(command));
        assertThat(poll).succeedsWithin(WITHOUT_WAITING);
    }

    @Test
    void aDeviceThatFallsSilentSpendsARetry() throws InterruptedException {
        offerAndFetch(5);
        clock.pass(Duration.ofMinutes(4));
        silence.sweep();
        assertThat(sent()).contains("fail %d 1".formatted(job));
    }

    @Test
    void aStepWithALimitOfItsOwnHasThatTime() throws InterruptedException {
        steps.offer(new StepJob(operation, element, job, 5), CommandKind.REBOOT, Environment.IMAGING);
        clock.pass(Duration.ofMinutes(4));
        silence.sweep();
        assertThat(sent()).doesNotContain("fail %d 1".formatted(job));
        clock.pass(Duration.ofMinutes(7));
        silence.sweep();
        assertThat(sent()).contains("fail %d 1".formatted(job));
    }

    @Test
    void aDeviceThatGetsNoFurtherSpendsARetryWhateverItsUploadTells() throws InterruptedException {
        var id = offerAndFetch(5).commandId();
        device.tells(Environment.IMAGING, "boot-2", new Progress(id, 1, 8, 10, 8));
        progress.note(operation, 4, 10, 4);
        clock.pass(Duration.ofMinutes(4));
        device.tells(Environment.IMAGING, "boot-2", new Progress(id, 1, 8, 10, 8));
        silence.sweep();
        assertThat(sent()).contains("fail %d 1".formatted(job));
    }

    @Test
    void aNewAttemptGoesThroughAnotherGatewayWhenItsOwnIsLost() throws InterruptedException {
        operations.claim(operation, KEYS.incrementAndGet(), 1);
        offerAndFetch(5);
        clock.pass(Duration.ofMinutes(4));
        var other = new Gateway("other", "main", URI.create("http://127.0.0.1:2"));
        gateways.announce(other);
        silence.sweep();
        offer(4);
        assertThat(device.heard(Environment.IMAGING, "boot-2").command())
                .isInstanceOfSatisfying(
                        Command.CaptureDisk.class,
                        command -> assertThat(command.gateway()).isEqualTo(other.url()));
        assertThat(sent()).anySatisfy(command -> assertThat(command).startsWith("set "));
    }

    @Test
    void aDeviceThatIsHeardButGetsNoFurtherIsNotTakenForSilent() throws InterruptedException {
        var command = offerAndFetch(5);
        clock.pass(Duration.ofMinutes(4));
        device.heard(Environment.IMAGING, "boot-2", command.commandId());
        silence.sweep();
        assertThat(jdbc.sql("select sentence from device_command where id = ?")
                        .param(command.commandId())
                        .query(String.class)
                        .single())
                .contains("room in its spool");
    }

    @Test
    void aReportDuringTheBackoffIsFoundWhenTheJobIsOfferedAgain() throws InterruptedException {
        var report = captured(offerAndFetch(5));
        clock.pass(Duration.ofMinutes(4));
        silence.sweep();
        steps.report(device.id(), report);
        assertThat(offer(4)).isInstanceOf(StepState.Done.class);
    }

    @Test
    void aReportWithAnIncidentOpenIsFoundWhenTheIncidentIsResolved() throws InterruptedException {
        var report = captured(offerAndFetch(1));
        clock.pass(Duration.ofMinutes(4));
        silence.sweep();
        steps.report(device.id(), report);
        assertThat(offer(5)).isInstanceOf(StepState.Done.class);
    }

    @Test
    void aReportOfASupersededAttemptIsRefused() throws InterruptedException {
        var report = captured(offerAndFetch(5));
        clock.pass(Duration.ofMinutes(4));
        silence.sweep();
        offer(4);
        assertThatThrownBy(() -> steps.report(device.id(), report)).isInstanceOf(ContactRefused.class);
    }

    @Test
    void aJobThatIsHandedOverIsNotANewAttempt() throws InterruptedException {
        var report = captured(offerAndFetch(5));
        offer(5);
        steps.report(device.id(), report);
        assertThat(sent()).contains("complete %d 1".formatted(job));
    }

    @Test
    void aDeviceAtAnOldAttemptIsStoppedBeforeItBeginsTheNew() throws InterruptedException {
        var first = offerAndFetch(5);
        clock.pass(Duration.ofMinutes(4));
        silence.sweep();
        offer(4);
        var reply = device.heard(Environment.IMAGING, "boot-2", first.commandId());
        assertThat(reply.stop()).isEqualTo(first.commandId());
    }

    @Test
    void aFailureThatTheDeviceNamesIsNotTriedAgainThoughItsCodeIsUnknown() throws InterruptedException {
        var command = offerAndFetch(5);
        steps.report(device.id(), new Report.Failed(command.commandId(), 1, "MOON_PHASE", "It was the moon.", null));
        assertThat(sent()).contains("throw %d 1".formatted(job)).doesNotContain("fail %d 1".formatted(job));
        assertThat(offer(4)).isInstanceOfSatisfying(StepState.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.COMMAND_REFUSED.name());
            assertThat(refused.sentence()).isEqualTo("It was the moon.");
        });
    }

    @Test
    void aCommandForTheImagingEnvironmentIsNotGivenToTheRunningSystem() throws InterruptedException {
        offer(5);
        assertThat(device.heard(Environment.OWN_DISK, "boot-1").command())
                .isInstanceOfSatisfying(
                        Command.Reboot.class,
                        reboot -> assertThat(reboot.into()).isEqualTo(Environment.IMAGING));
    }

    @Test
    void aDeviceLeftInTheImagingEnvironmentIsSentHome() throws InterruptedException {
        steps.report(device.id(), captured(offerAndFetch(5)));
        operations.conclude(operation, Outcome.FAILED, "STORAGE_FULL", "There is no room.");
        assertThat(device.heard(Environment.IMAGING, "boot-2").command())
                .isInstanceOfSatisfying(
                        Command.Reboot.class,
                        reboot -> assertThat(reboot.into()).isEqualTo(Environment.OWN_DISK));
    }

    @Test
    void aRejectedOperationLeavesTheDeviceToTheOneThatHasIt() throws InterruptedException {
        offerAndFetch(5);
        var second = clone.request(device.id(), fleet.anImageToMake("b.img.zst"), Fleet.because("test"));
        operations.conclude(second.id(), Outcome.REJECTED, "DEVICE_BUSY", "Another has it.");
        assertThat(jdbc.sql("select count(*) from device_command where operation_id = ?")
                        .param(second.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aCaptureEndsWhenTheDeviceBootedItsOwnSystemSince() throws InterruptedException {
        offerAndFetch(5);
        device.heard(Environment.OWN_DISK, "boot-3");
        assertThat(sent()).contains("throw %d 1".formatted(job));
        assertThat(device.heard(Environment.IMAGING, "boot-4").command()).isNull();
    }

    @Test
    void aCaptureIsNotTakenUpAgainWhenTheDeviceBootedItsOwnSystemBetweenTwoAttempts() throws InterruptedException {
        offerAndFetch(5);
        clock.pass(Duration.ofMinutes(4));
        silence.sweep();
        device.heard(Environment.OWN_DISK, "boot-3");
        assertThat(offer(4))
                .isInstanceOfSatisfying(
                        StepState.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("DISK_CHANGED"));
    }

    @Test
    void aCaptureGoesOnWhenTheDeviceCameBackInTheImagingEnvironment() throws InterruptedException {
        offerAndFetch(5);
        assertThat(device.heard(Environment.IMAGING, "boot-3").command()).isInstanceOf(Command.CaptureDisk.class);
    }

    @Test
    void aBootBeforeTheCaptureBeganDoesNoHarm() throws InterruptedException {
        offer(5);
        device.heard(Environment.OWN_DISK, "boot-2");
        assertThat(device.heard(Environment.IMAGING, "boot-3").command()).isInstanceOf(Command.CaptureDisk.class);
    }

    @Test
    void aBootAfterTheCaptureIsAsItShouldBe() throws InterruptedException {
        steps.report(device.id(), captured(offerAndFetch(5)));
        device.heard(Environment.OWN_DISK, "boot-3");
        assertThat(sent()).doesNotContain("throw %d 1".formatted(job));
    }

    private StepState offer(int retries) {
        return steps.offer(new StepJob(operation, element, job, retries), CommandKind.CAPTURE_DISK, null);
    }

    private Command offerAndFetch(int retries) throws InterruptedException {
        offer(retries);
        return Objects.requireNonNull(
                device.heard(Environment.IMAGING, "boot-2").command());
    }

    private static Report captured(Command command) {
        return new Report.Succeeded(
                command.commandId(), command.attempt(), "a".repeat(64), new Report.Counts(16, 15, 0, 1, 100));
    }

    private List<@Nullable String> sent() {
        return jdbc.sql("select idempotence from engine_command where operation_id = ?")
                .param(operation)
                .query(String.class)
                .list();
    }
}
