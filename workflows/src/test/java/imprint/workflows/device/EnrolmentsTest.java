package imprint.workflows.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolled;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.ProblemCode;
import imprint.imaging.protocol.WriteFilter;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.device.Enrolments.Granted;
import imprint.workflows.device.Enrolments.Pending;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is let in as whom, when machines resemble each other or come back. */
@DomainTest
class EnrolmentsTest {

    @Autowired
    private Enrolments enrolments;

    @Autowired
    private Contacts contacts;

    @Autowired
    private Devices devices;

    @Autowired
    private DeviceRepository repository;

    @Autowired
    private JoinTokens joinTokens;

    @Autowired
    private JdbcClient jdbc;

    private final String uuid = UUID.randomUUID().toString();

    @Test
    void aSecondMachineOfTheSameUuidWaitsWithAReason() {
        var first = enrolled(asks(machine("0a"), aToken()));
        assertThat(asks(machine("0b"), aToken())).isInstanceOf(Pending.class);
        var second = deviceOf("0b");
        assertThat(second.id()).isNotEqualTo(first.deviceId());
        assertThat(second.state()).isEqualTo(DeviceState.NEW);
        assertThat(second.heldBack()).isEqualTo(HeldBack.SHARED_UUID);
        assertThat(reasons(second.id())).containsExactly(HeldBack.SHARED_UUID.sentence());
        assertThat(cardsOf(first.deviceId())).containsExactly(mac("0a"));
    }

    @Test
    void aMachineOfASharedUuidIsItsOwnDeviceOnceItIsAdmitted() {
        var first = enrolled(asks(machine("0a"), aToken()));
        asks(machine("0b"), null);
        devices.admit(deviceOf("0b").id(), "main", Fleet.ALICE);
        var second = enrolled(asks(machine("0b"), null));
        assertThat(second.deviceId()).isNotEqualTo(first.deviceId());
        contacts.heard(second.deviceId(), heartbeat(machine("0b")));
        contacts.heard(first.deviceId(), heartbeat(machine("0a")));
        assertThat(devices.get(second.deviceId()).heldBack()).isNull();
    }

    @Test
    void aMachineWithAFurtherCardIsTheSame() {
        var device = enrolled(asks(machine("0a"), aToken()));
        assertThat(enrolled(asks(machine("09", "0a"), aToken())).deviceId()).isEqualTo(device.deviceId());
    }

    @Test
    void aCopiedDiskIsNoticedThoughTheUuidIsShared() {
        var device = enrolled(asks(machine("0a"), aToken()));
        assertThatThrownBy(() -> contacts.heard(device.deviceId(), heartbeat(machine("0b"))))
                .isInstanceOfSatisfying(
                        ContactRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.CREDENTIAL_OF_OTHER_HARDWARE));
    }

    @Test
    void aRetiredDeviceWithAJoinTokenWaitsForAnAdministrator() {
        var token = aToken();
        var id = enrolled(asks(machine("0a"), aToken())).deviceId();
        devices.retire(id, "sold", Fleet.ALICE);
        assertThat(asks(machine("0a"), token)).isInstanceOf(Pending.class);
        assertThat(asks(machine("0a"), token)).isInstanceOf(Pending.class);
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.NEW);
        assertThat(reasons(id)).containsExactly(HeldBack.WAS_RETIRED.sentence());
        assertThat(joinTokens.isInForce(token)).isTrue();
        devices.admit(id, "main", Fleet.ALICE);
        assertThat(enrolled(asks(machine("0a"), null)).deviceId()).isEqualTo(id);
    }

    @Test
    void aRetiredDeviceWithoutAJoinTokenStaysRetired() {
        var id = enrolled(asks(machine("0a"), aToken())).deviceId();
        devices.retire(id, "sold", Fleet.ALICE);
        assertThat(asks(machine("0a"), null)).isInstanceOf(Pending.class);
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.RETIRED);
    }

    @Test
    void anEnrolledDeviceWithoutItsCredentialWaitsWithAReason() {
        var id = enrolled(asks(machine("0a"), aToken())).deviceId();
        assertThat(asks(machine("0a"), null)).isInstanceOf(Pending.class);
        assertThat(asks(machine("0a"), null)).isInstanceOf(Pending.class);
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.NEW);
        assertThat(devices.get(id).heldBack()).isEqualTo(HeldBack.LOST_CREDENTIAL);
        assertThat(reasons(id)).containsExactly(HeldBack.LOST_CREDENTIAL.sentence());
        devices.admit(id, "main", Fleet.ALICE);
        assertThat(enrolled(asks(machine("0a"), null)).deviceId()).isEqualTo(id);
    }

    @Test
    void anEnrolledDeviceThatShowsARevokedCredentialWaitsToo() {
        var first = enrolled(asks(machine("0a"), aToken()));
        asks(machine("0a"), aToken());
        var answer = enrolments.enrol(
                new Enrolment(AgentProtocol.VERSION, null, first.credential(), machine("0a")), "127.0.0.1");
        assertThat(answer).isInstanceOf(Pending.class);
        assertThat(devices.get(first.deviceId()).heldBack()).isEqualTo(HeldBack.LOST_CREDENTIAL);
    }

    @Test
    void aJoinTokenMakesUpForALostCredential() {
        var id = enrolled(asks(machine("0a"), aToken())).deviceId();
        asks(machine("0a"), null);
        assertThat(enrolled(asks(machine("0a"), aToken())).deviceId()).isEqualTo(id);
        assertThat(devices.get(id).heldBack()).isNull();
    }

    @Test
    void whoeverAsksInTheNameOfADeviceThatIsHeardChangesNothing() {
        var id = enrolled(asks(machine("0a"), aToken())).deviceId();
        contacts.heard(id, heartbeat(machine("0a")));
        assertThat(asks(machine("0a"), null)).isInstanceOf(Pending.class);
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.ENROLLED);
        assertThat(reasons(id)).isEmpty();
    }

    @Test
    void aDeviceThatHasItsCredentialAfterAllIsEnrolled() {
        var id = enrolled(asks(machine("0a"), aToken())).deviceId();
        asks(machine("0a"), null);
        contacts.heard(id, heartbeat(machine("0a")));
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.ENROLLED);
        assertThat(devices.get(id).heldBack()).isNull();
    }

    private Enrolments.Answer asks(HardwareFacts facts, @Nullable String token) {
        return enrolments.enrol(new Enrolment(AgentProtocol.VERSION, token, null, facts), "127.0.0.1");
    }

    private static Enrolled enrolled(Enrolments.Answer answer) {
        return ((Granted) answer).enrolled();
    }

    private String aToken() {
        return joinTokens
                .create("test", "main", 1, Duration.ofHours(1), Fleet.ALICE)
                .secret();
    }

    /** A machine of the shared UUID, its cards told by the last two digits of their addresses. */
    private HardwareFacts machine(String... cards) {
        var identity = new HardwareIdentity(
                uuid, Arrays.stream(cards).map(this::mac).sorted().toList());
        return new HardwareFacts(identity, Fleet.PRODUCT, null, "kiosk", List.of(), null, null, WriteFilter.NONE);
    }

    private String mac(String card) {
        return "02:%s:%s:%s:00:%s".formatted(uuid.substring(0, 2), uuid.substring(2, 4), uuid.substring(4, 6), card);
    }

    private Device deviceOf(String card) {
        return repository.findByIdentity("mac:" + mac(card)).orElseThrow();
    }

    private List<@Nullable String> cardsOf(UUID id) {
        return jdbc.sql("select mac_address from device_mac_address where device_id = ?")
                .param(id)
                .query(String.class)
                .list();
    }

    private static Heartbeat heartbeat(HardwareFacts facts) {
        return new Heartbeat(AgentProtocol.VERSION, "test", "boot-1", Environment.OWN_DISK, facts, null, null, 0);
    }

    /** Why the device was refused. */
    private List<@Nullable String> reasons(UUID id) {
        return jdbc.sql("select reason from audit_entry where subject_id = ? and outcome = 'refused' order by number")
                .param(id.toString())
                .query(String.class)
                .list();
    }
}
