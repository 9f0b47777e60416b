package imprint.workflows.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.Outcome;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.LogBatch;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.MovableClock;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.command.CommandKind;
import imprint.workflows.command.StepJob;
import imprint.workflows.command.StepOffers;
import imprint.workflows.device.DeviceLogs;
import imprint.workflows.lock.Sweeps;
import imprint.workflows.operation.Operations;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is deleted when, and what never. */
@DomainTest
class UpkeepTest {

    private static final Duration KEPT = Duration.ofDays(30);

    @Autowired
    private Fleet fleet;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private Operations operations;

    @Autowired
    private StepOffers offers;

    @Autowired
    private DeviceLogs logs;

    @Autowired
    private Upkeep upkeep;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Sweeps sweeps;

    private TestDevice device;
    private UUID operation;

    @BeforeEach
    void aCloneOfWhichADeviceWasTold() throws InterruptedException {
        device = fleet.aDevice();
        operation = clone.request(device.id(), fleet.anImageToMake("a.img.zst"), Fleet.because("test"))
                .id();
        clone.validate(operation);
        offers.offer(new StepJob(operation, 6_001, 6_002, 5), CommandKind.CAPTURE_DISK, null);
        jdbc.sql("update engine_command set sent_at = now()").update();
    }

    @Test
    void whatServedAnOperationGoesSomeTimeAfterItsEnd() {
        operations.conclude(operation, Outcome.FAILED, "STORAGE_FULL", "There is no room.");
        clock.pass(KEPT.minusDays(1));
        upkeep.deleteTheOld();
        assertThat(rowsOf("engine_command")).isOne();
        assertThat(rowsOf("device_command")).isOne();
        clock.pass(Duration.ofDays(2));
        upkeep.deleteTheOld();
        assertThat(rowsOf("engine_command")).isZero();
        assertThat(rowsOf("device_command")).isZero();
        assertThat(operations.get(operation).code()).isEqualTo("STORAGE_FULL");
    }

    @Test
    void anOperationUnderWayLosesNothing() {
        waitLongEnough();
        assertThat(rowsOf("engine_command")).isOne();
        assertThat(rowsOf("device_command")).isOne();
    }

    @Test
    void aCommandThatADeviceMayStillBeAtStays() throws InterruptedException {
        device.heard(Environment.IMAGING, "boot-2");
        operations.conclude(operation, Outcome.FAILED, "DEADLINE_PASSED", "It took too long.");
        clock.pass(Duration.ofHours(1));
        jdbc.sql("update device_command set state = 'GIVEN_UP' where operation_id = ? and kind = 'CAPTURE_DISK'")
                .param(operation)
                .update();
        waitLongEnough();
        assertThat(jdbc.sql("select kind from device_command where operation_id = ?")
                        .param(operation)
                        .query(String.class)
                        .list())
                .contains("CAPTURE_DISK");
    }

    @Test
    void logsOfDevicesGo() {
        logs.note(device.id(), LogBatch.Severity.WARNING, "It is hot.");
        waitLongEnough();
        assertThat(jdbc.sql("select count(*) from device_log where device_id = ?")
                        .param(device.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void manifestsThatNothingNamesGoAndThoseOfImagesStay() throws IOException {
        var listed = fleet.anImage().file().manifestDigest();
        var orphan = "f".repeat(64);
        jdbc.sql("insert into manifest (digest, disk_bytes, root, kept_at) values (?, 0, '', ?)")
                .params(orphan, Timestamp.from(clock.instant()))
                .update();
        waitLongEnough();
        assertThat(jdbc.sql("select digest from manifest").query(String.class).list())
                .contains(listed)
                .doesNotContain(orphan);
    }

    @Test
    void aTimeTooShortStopsTheStart() {
        assertThatThrownBy(() -> new Upkeep(jdbc, sweeps, clock, Duration.ofHours(1)))
                .hasMessageContaining("imprint.keep-traces is PT1H: give a day or more");
    }

    private void waitLongEnough() {
        clock.pass(KEPT.plusDays(1));
        upkeep.deleteTheOld();
    }

    private long rowsOf(String table) {
        return jdbc.sql("select count(*) from %s where operation_id = ?".formatted(table))
                .param(operation)
                .query(Long.class)
                .single();
    }
}
