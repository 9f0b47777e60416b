package imprint.workflows.operation;

import static imprint.workflows.operation.OperationAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.BootWait;
import imprint.bpmn.ErrorCode;
import imprint.bpmn.Outcome;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.WriteFilter;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.command.Reboots;
import imprint.workflows.command.StepJob;
import imprint.workflows.command.StepState;
import imprint.workflows.failure.BusinessFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What an operation refuses, what it waits for, and how it is started. */
@DomainTest
@ExtendWith(OutputCaptureExtension.class)
class OperationsTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private ApplyDiskImage apply;

    @Autowired
    private Operations operations;

    @Autowired
    private Reboots reboots;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void theSecondInstanceOfAnOperationIsSuperseded() throws InterruptedException {
        var id = aClone(fleet.aDevice().id());
        operations.claim(id, 1, 1);
        operations.claim(id, 1, 1);
        assertThatThrownBy(() -> operations.claim(id, 2, 1)).satisfies(is(ErrorCode.DUPLICATE_START));
    }

    @Test
    void aStartLeavesThroughTheOutboxOnce() throws InterruptedException {
        var id = aClone(fleet.aDevice().id());
        assertThat(messages(id)).containsExactly("publish clone-requested " + id);
    }

    @Test
    void aDeviceCarriesOutOneOperationAtATime() throws InterruptedException {
        var device = fleet.aDevice();
        clone.validate(aClone(device.id()));
        var second = aClone(device.id());
        assertThatThrownBy(() -> clone.validate(second)).satisfies(is(ErrorCode.DEVICE_BUSY));
    }

    @Test
    void ofTwoStartsAtTheSameMomentTheSecondIsToldWhoHasTheDevice(CapturedOutput log) throws InterruptedException {
        var device = fleet.aDevice();
        var first = aClone(device.id());
        var second = aClone(device.id());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcome = transaction.execute(status -> {
                operations.run(first);
                var later = threads.submit(() -> operations.run(second));
                Awaitility.await().until(this::isSomeoneWaiting);
                return later;
            });
            assertThat(outcome)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(BusinessFailure.class)
                    .withMessage("kiosk-1 is busy with operation %s: wait for its end, or cancel it.", first);
        }
        assertThat(log).doesNotContain("duplicate key");
    }

    @Test
    void aRunThatIsRepeatedHasWhatItHas() throws InterruptedException {
        var id = aClone(fleet.aDevice().id());
        operations.run(id);
        operations.run(id);
        assertThat(operations.get(id)).isRunning();
    }

    @Test
    void aNameIsGivenToOneImageAtATime() throws InterruptedException {
        var image = fleet.anImageToMake("a.img.zst");
        var requester = Fleet.because("test");
        operations.run(clone.request(fleet.aDevice().id(), image, requester).id());
        var second = clone.request(fleet.aDevice().id(), image, requester).id();
        assertThatThrownBy(() -> operations.run(second)).satisfies(is(ErrorCode.FILE_EXISTS));
    }

    @Test
    void anImageOfAnotherProductIsRefused() throws IOException, InterruptedException {
        var id = anApply(fleet.anImage("Acme T2", true).id(), fleet.aDevice().id());
        assertThatThrownBy(() -> apply.validate(id)).satisfies(is(ErrorCode.MODEL_MISMATCH));
    }

    @Test
    void aDiskThatIsTooSmallIsRefused() throws IOException, InterruptedException {
        var small = new Fleet.Machine(UUID.randomUUID().toString(), Fleet.PRODUCT, WriteFilter.NONE, 1 << 20);
        var id = anApply(fleet.anImage().id(), fleet.aDevice(small).id());
        assertThatThrownBy(() -> apply.validate(id)).satisfies(is(ErrorCode.DISK_TOO_SMALL));
    }

    @Test
    void aCloneBehindAWriteFilterIsRefused() throws InterruptedException {
        var filtered = new Fleet.Machine(UUID.randomUUID().toString(), Fleet.PRODUCT, WriteFilter.UWF, 1 << 20);
        var id = aClone(fleet.aDevice(filtered).id());
        assertThatThrownBy(() -> clone.validate(id)).satisfies(is(ErrorCode.WRITE_FILTER_ENABLED));
    }

    @Test
    void onlyANewBootInTheRightEnvironmentMovesTheProcessOn() throws InterruptedException {
        var device = fleet.aDevice();
        var id = aClone(device.id());
        transaction.executeWithoutResult(_ -> operations.lock(id).await(BootWait.IMAGING, "IMAGING", "boot-1"));
        device.heard(Environment.IMAGING, "boot-1");
        device.heard(Environment.OWN_DISK, "boot-2");
        assertThat(messages(id)).doesNotContain("publish device-booted %s:imaging boot-1".formatted(id));
        device.heard(Environment.IMAGING, "boot-3");
        device.heard(Environment.IMAGING, "boot-3");
        assertThat(messages(id)).containsOnlyOnce("publish device-booted %s:imaging boot-3".formatted(id));
    }

    @Test
    void anOperationLeftToItsUserFreesTheDevice() throws IOException, InterruptedException {
        var device = fleet.aDevice();
        var waiting = anApply(fleet.anImage().id(), device.id());
        apply.validate(waiting);
        apply.awaitReboot(waiting);
        var other = aClone(device.id());
        clone.validate(other);
        assertThat(operations.get(other)).isRunning();
    }

    @Test
    void theRebootsOfAnotherOperationAreNotTheUsers() throws IOException, InterruptedException {
        var device = fleet.aDevice();
        var waiting = anApply(fleet.anImage().id(), device.id());
        apply.validate(waiting);
        apply.awaitReboot(waiting);
        var other = aClone(device.id());
        clone.validate(other);
        device.heard(Environment.IMAGING, "boot-2");
        assertThat(messages(waiting)).noneMatch(message -> message.contains("user-reboot"));
        operations.conclude(other, Outcome.SUCCEEDED, null, null);
        device.heard(Environment.OWN_DISK, "boot-3");
        assertThat(messages(waiting)).contains("publish device-booted %s:user-reboot boot-3".formatted(waiting));
    }

    @Test
    void anOperationThatWaitedTakesTheDeviceWhenItIsFree() throws IOException, InterruptedException {
        var device = fleet.aDevice();
        var waiting = anApply(fleet.anImage().id(), device.id());
        apply.validate(waiting);
        apply.awaitReboot(waiting);
        var other = aClone(device.id());
        clone.validate(other);
        var job = new StepJob(waiting, 1, 1, 5);
        assertThatThrownBy(() -> reboots.offer(job, Environment.IMAGING)).satisfies(is(ErrorCode.DEVICE_BUSY));
        operations.conclude(other, Outcome.SUCCEEDED, null, null);
        assertThat(reboots.offer(job, Environment.IMAGING)).isInstanceOf(StepState.InHand.class);
        assertThat(operations.get(waiting)).isRunning();
    }

    @Test
    void aConclusionThatIsRepeatedChangesNothing() throws InterruptedException {
        var id = aClone(fleet.aDevice().id());
        operations.conclude(id, Outcome.REJECTED, "DEVICE_BUSY", "It is busy.");
        operations.conclude(id, Outcome.SUCCEEDED, null, null);
        assertThat(operations.get(id)).hasEnded(OperationState.REJECTED);
    }

    private boolean isSomeoneWaiting() {
        return jdbc.sql("select count(*) > 0 from pg_locks where not granted")
                .query(Boolean.class)
                .single();
    }

    @Test
    void theImageOfACloneThatWasCalledOffIsNotRegistered() throws IOException, InterruptedException {
        var id = aClone(fleet.aDevice().id());
        operations.run(id);
        operations.cancel(id, "another device", Fleet.because("test").actor());
        var file = fleet.anImage().file();
        assertThatThrownBy(() -> clone.register(id, file)).hasMessageContaining("has ended");
        assertThat(operations.get(id)).isOfImage(null);
    }

    private UUID aClone(UUID deviceId) {
        return clone.request(deviceId, fleet.anImageToMake("a.img.zst"), Fleet.because("test"))
                .id();
    }

    private UUID anApply(UUID imageId, UUID deviceId) {
        return apply.request(imageId, List.of(deviceId), true, Fleet.because("test"))
                .getFirst()
                .id();
    }

    private List<@Nullable String> messages(UUID id) {
        return jdbc.sql("select idempotence from engine_command where operation_id = ? order by id")
                .param(id)
                .query(String.class)
                .list();
    }

    private static Consumer<Throwable> is(ErrorCode code) {
        return failure -> assertThat(failure)
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        business -> assertThat(business.code()).isEqualTo(code));
    }
}
