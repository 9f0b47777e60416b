package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.ProblemCode;
import imprint.imaging.protocol.Progress;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.MovableClock;
import imprint.workflows.device.ContactRefused;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.OperationProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DomainTest
@Timeout(120)
class HeartbeatsTest {

    private static final String DIGEST = "of the facts";

    @Autowired
    private Fleet fleet;

    @Autowired
    private Devices devices;

    @Autowired
    private Steps steps;

    @Autowired
    private OperationProgress progress;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void knowsTheFactsThatWereToldOnce() throws InterruptedException {
        var device = fleet.aDevice();
        assertThat(device.answer(idle(device.machine().facts(), DIGEST)).knownFacts())
                .isEqualTo(DIGEST);
        clock.pass(Duration.ofSeconds(26));

        assertThat(device.answer(idle(null, DIGEST)).knownFacts()).isEqualTo(DIGEST);

        assertThat(devices.get(device.id()).lastHeartbeatAt()).isEqualTo(clock.instant());
        assertThat(devices.get(device.id()).lastContact()).isEqualTo(clock.instant());
        assertThat(devices.get(device.id()).hostName()).isEqualTo("kiosk-1");
    }

    @Test
    void asksForFactsThatItDoesNotKnowBeforeItHearsTheDevice() throws InterruptedException {
        var device = fleet.aDevice();
        var before = devices.get(device.id());
        clock.pass(Duration.ofSeconds(26));

        var reply = device.answer(idle(null, "of other facts"));

        assertThat(reply.knownFacts()).isNull();
        assertThat(reply.command()).isNull();
        assertThat(devices.get(device.id()).lastHeartbeatAt()).isEqualTo(before.lastHeartbeatAt());
    }

    @Test
    void judgesTheFactsOfADiskThatWasCopiedAlthoughItsCredentialIsInForce() throws InterruptedException {
        var device = fleet.aDevice();
        device.answer(idle(device.machine().facts(), DIGEST));
        var other = fleet.machine().facts();

        assertThat(device.answer(idle(null, "of the copy")).knownFacts()).isNull();
        assertThatThrownBy(() -> device.answer(idle(other, "of the copy")))
                .isInstanceOfSatisfying(
                        ContactRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.CREDENTIAL_OF_OTHER_HARDWARE));
        assertThat(device.answer(idle(null, DIGEST)).knownFacts()).isEqualTo(DIGEST);
    }

    @Test
    void forgetsTheFactsThatAnEnrolmentHasReplaced() throws InterruptedException {
        var device = fleet.aDevice();
        device.answer(idle(device.machine().facts(), DIGEST));
        jdbc.sql("update device set facts_digest = null where id = ?")
                .param(device.id())
                .update();

        assertThat(device.answer(idle(null, DIGEST)).knownFacts()).isNull();
        assertThat(device.answer(idle(device.machine().facts(), DIGEST)).knownFacts())
                .isEqualTo(DIGEST);
    }

    @Test
    void servesAgentsThatTellTheirFactsEachTime() throws InterruptedException {
        var device = fleet.aDevice();
        device.answer(idle(device.machine().facts(), null));
        var before = rowOf(device);
        clock.pass(Duration.ofSeconds(26));

        assertThat(device.answer(idle(device.machine().facts(), null)).knownFacts())
                .isNull();

        assertThat(devices.get(device.id()).lastContact()).isEqualTo(clock.instant());
        assertThat(rowOf(device)).isEqualTo(before);
    }

    @Test
    void leavesTheRowOfADeviceAloneThatHasNoNews() throws InterruptedException {
        var device = fleet.aDevice();
        device.answer(idle(device.machine().facts(), DIGEST));
        var before = rowOf(device);

        device.answer(idle(null, DIGEST));
        device.answer(idle(device.machine().facts(), DIGEST));

        assertThat(rowOf(device)).isEqualTo(before);
    }

    @Test
    void answersTheDeviceThatIsRungForWhileManyWait() throws Exception {
        var device = fleet.aDevice();
        var waiting = new ArrayList<CompletableFuture<?>>();
        for (int n = 0; n < 50; n++) {
            waiting.add(fleet.aDevice().polls(Environment.OWN_DISK, "boot-1", null, 50));
        }
        var poll = device.polls(Environment.IMAGING, "boot-1", null, 50);

        var operation = fleet.aValidatedClone(device);
        steps.aCapture(device, operation).offered();

        assertThat(poll.get().command()).isNotNull();
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void renewsATokenOnlyWhenItIsWanted() throws InterruptedException {
        var device = fleet.aDevice();
        var command =
                steps.aCapture(device, fleet.aValidatedClone(device)).given().commandId();

        assertThat(device.answer(atWork(device, command, null, false)).token()).isNull();
        assertThat(device.answer(atWork(device, command, null, true)).token()).isNotNull();
        assertThat(device.answer(atWork(device, command, null, null)).token()).isNotNull();
    }

    @Test
    void notesProgressSeldomAndItsEndAtOnce() throws InterruptedException {
        var device = fleet.aDevice();
        var operation = fleet.aValidatedClone(device);
        var command = steps.aCapture(device, operation).given().commandId();

        device.answer(atWork(device, command, new Progress(command, 1, 10, 100, 0), false));
        device.answer(atWork(device, command, new Progress(command, 1, 20, 100, 0), false));
        assertThat(progress.of(operation).orElseThrow().bytesDone()).isEqualTo(10);
        clock.pass(Duration.ofSeconds(3));
        device.answer(atWork(device, command, new Progress(command, 1, 30, 100, 0), false));
        assertThat(progress.of(operation).orElseThrow().bytesDone()).isEqualTo(30);

        device.answer(atWork(device, command, new Progress(command, 1, 100, 100, 0), false));
        assertThat(progress.of(operation).orElseThrow().bytesDone()).isEqualTo(100);
    }

    private static Heartbeat idle(@Nullable HardwareFacts facts, @Nullable String digest) {
        return new Heartbeat(
                AgentProtocol.VERSION, "test", "boot-1", Environment.OWN_DISK, facts, digest, null, null, null, 0);
    }

    private static Heartbeat atWork(
            TestDevice device, UUID command, @Nullable Progress progress, @Nullable Boolean tokenWanted) {
        return new Heartbeat(
                AgentProtocol.VERSION,
                "test",
                "boot-2",
                Environment.IMAGING,
                null,
                device.machine().uuid(),
                command,
                progress,
                tokenWanted,
                0);
    }

    /** Where the row lies, which changes with each write. */
    private String rowOf(TestDevice device) {
        return jdbc.sql("select ctid::text from device where id = ?")
                .param(device.id())
                .query(String.class)
                .single();
    }
}
