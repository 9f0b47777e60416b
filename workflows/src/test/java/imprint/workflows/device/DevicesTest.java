package imprint.workflows.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.EnrolmentKey;
import imprint.imaging.protocol.Environment;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** What people do with devices, and what is known of their disks. */
@DomainTest
class DevicesTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private Devices devices;

    @Autowired
    private Enrolments enrolments;

    @Autowired
    private HostNames hostNames;

    @Autowired
    private AuditTrail audit;

    @Test
    void aDeviceThatIsNotThereIsNotFoundWhateverIsDoneWithIt() {
        var id = UUID.randomUUID();
        for (ThrowingCallable act : List.<ThrowingCallable>of(
                () -> devices.get(id),
                () -> devices.admit(id, "main", null, Fleet.ALICE),
                () -> devices.retire(id, "sold", Fleet.ALICE),
                () -> devices.rotateCredential(id),
                () -> devices.writeBegan(id),
                () -> devices.writeLeftAlone(id, null),
                () -> devices.recordImage(id, null),
                () -> devices.isStrandedInImaging(id))) {
            assertThatThrownBy(act).isInstanceOf(NotFound.class).hasMessage("There is no device %s.", id);
        }
        assertThat(entries(id)).isEmpty();
    }

    @Test
    void ofSeveralAgentsThatAskOneIsMeant() throws GeneralSecurityException {
        var machine = fleet.machine();
        ask(machine, aKey());
        ask(machine, aKey());
        var id = idOf(machine);
        assertThat(devices.claims(id)).hasSize(2);
        assertThatThrownBy(() -> devices.admit(id, "main", null, Fleet.ALICE))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("fingerprint"))
                .hasMessageStartingWith("Several agents ask to be let in as this device");
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.NEW);
    }

    @Test
    void anAgentThatDoesNotAskIsNotLetIn() throws GeneralSecurityException {
        var machine = fleet.machine();
        ask(machine, aKey());
        var id = idOf(machine);
        var anothers = EnrolmentKey.fingerprint(aKey());
        assertThatThrownBy(() -> devices.admit(id, "main", anothers, Fleet.ALICE))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("fingerprint"))
                .hasMessageEndingWith("compare it once more.");
        assertThat(entries(id)).extracting(AuditEntry::act).doesNotContain("device admitted");
    }

    @Test
    void aDeviceIsAdmittedToASiteAndTheTrailTellsItsProduct() {
        var machine = fleet.machine();
        enrolments.enrol(new Enrolment(AgentProtocol.VERSION, null, null, machine.facts(), null, null), "127.0.0.1");
        var id = idOf(machine);
        var site = "site-" + UUID.randomUUID();
        assertThat(devices.admit(id, site, null, Fleet.ALICE).site()).isEqualTo(site);
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.ENROLLED);
        assertThat(entries(id))
                .filteredOn(entry -> entry.act().equals("device admitted"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details()).contains(Fleet.PRODUCT));
    }

    @Test
    void theTrailTellsWhyADeviceWasSentAway() throws InterruptedException {
        var id = fleet.aDevice().id();
        devices.retire(id, null, Fleet.ALICE);
        devices.retire(id, "sold", Fleet.ALICE);
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.RETIRED);
        assertThat(entries(id))
                .filteredOn(entry -> entry.act().equals("device retired"))
                .extracting(AuditEntry::actor, AuditEntry::reason)
                .containsExactly(tuple(Fleet.ALICE.name(), "sold"), tuple(Fleet.ALICE.name(), null));
    }

    @Test
    void tellsWhichOfSeveralAreNotThereInTheirOrder() throws InterruptedException {
        var known = fleet.aDevice().id();
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        assertThat(devices.unknownAmong(List.of(one, known, other))).containsExactly(one, other);
        assertThat(devices.unknownAmong(List.of(known))).isEmpty();
        assertThat(devices.unknownAmong(List.of())).isEmpty();
    }

    @Test
    void aDiskHoldsNothingWholeFromTheFirstWriteToTheLastRead() throws IOException, InterruptedException {
        var id = fleet.aDevice().id();
        var image = fleet.anImage().id();
        devices.recordImage(id, image);
        assertThat(devices.get(id).imageId()).isEqualTo(image);
        devices.writeBegan(id);
        assertThat(devices.get(id).imageId()).isNull();
        assertThat(devices.get(id).diskCondition()).isEqualTo(DiskCondition.NEEDS_IMAGE);
        devices.recordImage(id, image);
        assertThat(devices.get(id).imageId()).isEqualTo(image);
        assertThat(devices.get(id).diskCondition()).isEqualTo(DiskCondition.WHOLE);
    }

    @Test
    void aDeviceIsStrandedWhereItImagesWithADiskThatItCouldBootFrom() throws InterruptedException {
        var device = fleet.aDevice();
        assertThat(devices.isStrandedInImaging(device.id())).isFalse();
        device.heard(Environment.IMAGING, "boot-2");
        assertThat(devices.isStrandedInImaging(device.id())).isTrue();
        devices.writeBegan(device.id());
        assertThat(devices.isStrandedInImaging(device.id())).isFalse();
        devices.writeLeftAlone(device.id(), null);
        assertThat(devices.isStrandedInImaging(device.id())).isTrue();
        device.heard(Environment.OWN_DISK, "boot-3");
        assertThat(devices.isStrandedInImaging(device.id())).isFalse();
    }

    @Test
    void aDeviceWhoseCredentialIsToBeAnotherGetsItWithItsNextHeartbeatOnly() throws InterruptedException {
        var device = fleet.aDevice();
        assertThat(heardCredential(device)).isNull();
        devices.rotateCredential(device.id());
        assertThat(heardCredential(device)).isNotNull();
    }

    @Test
    void tellsTheHostNamesOfThoseThatAreThere() throws InterruptedException {
        var device = fleet.aDevice().id();
        assertThat(hostNames.of(List.of(device, UUID.randomUUID(), device)))
                .hasSize(1)
                .containsEntry(device, "kiosk-1");
        assertThat(hostNames.of(List.of())).isEmpty();
    }

    private static @Nullable String heardCredential(TestDevice device) throws InterruptedException {
        return device.heard(Environment.OWN_DISK, "boot-1").credential();
    }

    private void ask(Fleet.Machine machine, String publicKey) {
        enrolments.enrol(
                new Enrolment(AgentProtocol.VERSION, null, null, machine.facts(), publicKey, null), "127.0.0.1");
    }

    private static String aKey() throws GeneralSecurityException {
        return EnrolmentKey.text(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
    }

    private UUID idOf(Fleet.Machine machine) {
        var filter = new DeviceFilter(machine.uuid(), null, null, null, null, null, null, null);
        return devices.list(filter, Pageable.unpaged()).map(Device::id).toList().getFirst();
    }

    private List<AuditEntry> entries(UUID id) {
        return audit.list(new AuditFilter(id.toString(), null, null), null, 10);
    }
}
