package imprint.workflows.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.ErrorCode;
import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolment;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.device.Device;
import imprint.workflows.device.DeviceFilter;
import imprint.workflows.device.Devices;
import imprint.workflows.device.Enrolments;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import imprint.workflows.operation.ApplyOperation;
import imprint.workflows.operation.Operation;
import imprint.workflows.operation.OperationFilter;
import imprint.workflows.operation.Operations;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** Applies that are asked for, of many devices at once, and those that cannot come to anything. */
@DomainTest
class RefusedAppliesTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private ApplyDiskImage apply;

    @Autowired
    private Devices devices;

    @Autowired
    private Enrolments enrolments;

    @Autowired
    private Operations operations;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private MovableClock clock;

    private UUID image;

    @BeforeEach
    void anImage() throws IOException {
        image = fleet.anImage().id();
    }

    @Test
    void eachDeviceHasAnOperationOfItsOwnInTheOrderOfTheList() throws InterruptedException {
        var ids = List.of(
                fleet.aDevice().id(), fleet.aDevice().id(), fleet.aDevice().id());
        var asked = request(ids);
        assertThat(asked).extracting(ApplyOperation::deviceId).containsExactlyElementsOf(ids);
        assertThat(asked)
                .allSatisfy(each -> assertThat(
                                audit.list(new AuditFilter(each.id().toString(), null, null), null, 10))
                        .extracting(AuditEntry::act)
                        .containsExactly("apply requested"));
    }

    @Test
    void oneDeviceAtLeastIsNamed() {
        assertRefused(List.of()).hasMessage("Name one to 10000 devices.");
    }

    @Test
    void noMoreDevicesAreNamedThanCanBeLookedAfter() {
        assertRefused(Collections.nCopies(10_001, UUID.randomUUID())).hasMessage("Name one to 10000 devices.");
    }

    @Test
    void aDeviceIsNamedOnce() throws InterruptedException {
        var device = fleet.aDevice().id();
        assertRefused(List.of(device, device)).hasMessage("A device is named twice.");
        assertThat(operationsOf(device)).isEmpty();
    }

    @Test
    void devicesThatAreNotThereAreNamedAndTheOthersLeftAlone() throws InterruptedException {
        var device = fleet.aDevice().id();
        var unknown = UUID.randomUUID();
        var another = UUID.randomUUID();
        assertRefused(List.of(unknown, device, another)).hasMessage("There is no device %s, %s.", unknown, another);
        assertThat(operationsOf(device)).isEmpty();
    }

    @Test
    void ofVeryManyDevicesThatAreNotThereTheFirstAreNamed() {
        var unknown = Stream.generate(UUID::randomUUID).limit(10_000).toList();
        assertRefused(unknown)
                .hasMessageContaining(unknown.get(9).toString())
                .hasMessageNotContaining(unknown.get(10).toString());
    }

    @Test
    void anImageThatIsNotThereIsNotFound() throws InterruptedException {
        var device = fleet.aDevice().id();
        var unknown = UUID.randomUUID();
        assertThatThrownBy(() -> apply.request(unknown, List.of(device), true, Fleet.because("test")))
                .isInstanceOf(NotFound.class)
                .hasMessage("There is no disk image %s.", unknown);
    }

    @Test
    void aDeviceThatWaitsForAnAdministratorGetsNoImage() {
        var device = aDeviceThatWaits();
        var operation = request(List.of(device)).getFirst().id();
        assertThatThrownBy(() -> apply.validate(operation))
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DEVICE_UNKNOWN))
                .hasMessage("kiosk-1 is not enrolled: admit it first.");
        devices.admit(device, "main", null, Fleet.ALICE);
        fleet.aLiveWorker();
        assertThat(apply.validate(operation)).isNotEmpty();
    }

    @Test
    void anApplyWaitsForAWorkerOfTheDevicesSite() throws InterruptedException {
        var operation = request(List.of(fleet.aDevice().id())).getFirst().id();
        clock.pass(Duration.ofDays(1));
        assertThatThrownBy(() -> apply.validate(operation))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No worker of site \"main\" is alive: start one.");
        fleet.aLiveWorker();
        assertThat(apply.validate(operation)).containsEntry("gateway", "main");
    }

    private UUID aDeviceThatWaits() {
        var machine = fleet.machine();
        enrolments.enrol(new Enrolment(AgentProtocol.VERSION, null, null, machine.facts(), null, null), "127.0.0.1");
        var filter = new DeviceFilter(machine.uuid(), null, null, null, null, null, null, null);
        return devices.list(filter, Pageable.unpaged()).map(Device::id).toList().getFirst();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(List<UUID> deviceIds) {
        return assertThatThrownBy(() -> request(deviceIds))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("deviceIds"));
    }

    private List<ApplyOperation> request(List<UUID> deviceIds) {
        return apply.request(image, deviceIds, true, Fleet.because("test"));
    }

    private List<Operation> operationsOf(UUID device) {
        return operations
                .list(new OperationFilter(null, null, device, null, null, null), Pageable.unpaged())
                .toList();
    }
}
