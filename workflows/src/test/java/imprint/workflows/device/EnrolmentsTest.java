package imprint.workflows.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolled;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.EnrolmentKey;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.ProblemCode;
import imprint.imaging.protocol.WriteFilter;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import imprint.workflows.device.Enrolments.Granted;
import imprint.workflows.device.Enrolments.Pending;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.product.Products;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

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
    private Products products;

    @Autowired
    private JoinTokens joinTokens;

    @Autowired
    private Strangers strangers;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MovableClock clock;

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
        devices.admit(deviceOf("0b").id(), "main", null, Fleet.ALICE);
        var second = enrolled(asks(machine("0b"), null));
        assertThat(second.deviceId()).isNotEqualTo(first.deviceId());
        contacts.heard(second.credential(), heartbeat(machine("0b")), "127.0.0.1");
        contacts.heard(first.credential(), heartbeat(machine("0a")), "127.0.0.1");
        assertThat(devices.get(second.deviceId()).heldBack()).isNull();
    }

    @Test
    void ofManyThatAskInOneNameAtOnceOneIsLetIn() throws Exception {
        asks(machine("0a"), null);
        devices.admit(deviceOfTheUuid(), "main", null, Fleet.ALICE);
        assertThat(lettingIn(10, null)).hasSize(1).allMatch(this::isTaken);
        clock.pass(Duration.ofDays(1));
        assertThat(lettingIn(10, aToken())).hasSize(1).allMatch(this::isTaken);
    }

    /** The credentials that are given to so many who ask at once. */
    private List<String> lettingIn(int askers, @Nullable String token) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(Collections.nCopies(askers, () -> asks(machine("0a"), token)));
            var credentials = new ArrayList<String>();
            for (var answer : answers) {
                if (answer.get() instanceof Granted granted) {
                    credentials.add(granted.enrolled().credential());
                }
            }
            return credentials;
        }
    }

    private boolean isTaken(String credential) {
        return contacts.authenticate(credential).equals(deviceOfTheUuid());
    }

    private UUID deviceOfTheUuid() {
        return known("uuid:" + uuid).orElseThrow().id();
    }

    @Test
    void aMachineWithAFurtherCardIsTheSame() {
        var device = enrolled(asks(machine("0a"), aToken()));
        assertThat(enrolled(asks(machine("09", "0a"), aToken())).deviceId()).isEqualTo(device.deviceId());
    }

    @Test
    void aCopiedDiskIsNoticedThoughTheUuidIsShared() {
        var device = enrolled(asks(machine("0a"), aToken()));
        assertThatThrownBy(() -> contacts.heard(device.credential(), heartbeat(machine("0b")), "127.0.0.1"))
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
        devices.admit(id, "main", null, Fleet.ALICE);
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
    void aSilentDeviceInWhoseNameSomebodyAsksStaysEnrolledAndIsFlagged() {
        var id = enrolled(asks(machine("0a"), aToken())).deviceId();
        assertThat(asks(machine("0a"), null)).isInstanceOf(Pending.class);
        assertThat(asks(machine("0a"), null)).isInstanceOf(Pending.class);
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.ENROLLED);
        assertThat(devices.get(id).heldBack()).isEqualTo(HeldBack.LOST_CREDENTIAL);
        assertThat(reasons(id)).containsExactly(HeldBack.LOST_CREDENTIAL.sentence());
        devices.admit(id, "main", null, Fleet.ALICE);
        assertThat(enrolled(asks(machine("0a"), null)).deviceId()).isEqualTo(id);
    }

    @Test
    void anEnrolledDeviceThatShowsARevokedCredentialWaitsToo() {
        var first = enrolled(asks(machine("0a"), aToken()));
        asks(machine("0a"), aToken());
        var answer = enrolments.enrol(
                new Enrolment(AgentProtocol.VERSION, null, first.credential(), machine("0a"), null, null), "127.0.0.1");
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
    void aJoinTokenThatIsGuessedInTheNameOfAKnownDeviceIsNoted() {
        asks(machine("0a"), null);
        asks(machine("0a"), null);
        asks(machine("0a"), "a-guess");
        assertThat(reasons(known("uuid:" + uuid).orElseThrow().id()))
                .containsExactly("It showed no join token in force.", "It is not in force.");
    }

    @Test
    void whoeverAsksInTheNameOfADeviceThatIsHeardChangesNothing() {
        var enrolled = enrolled(asks(machine("0a"), aToken()));
        var id = enrolled.deviceId();
        contacts.heard(enrolled.credential(), heartbeat(machine("0a")), "127.0.0.1");
        assertThat(asks(machine("0a"), null)).isInstanceOf(Pending.class);
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.ENROLLED);
        assertThat(reasons(id)).isEmpty();
    }

    @Test
    void aDeviceThatHasItsCredentialAfterAllIsEnrolled() {
        var enrolled = enrolled(asks(machine("0a"), aToken()));
        var id = enrolled.deviceId();
        asks(machine("0a"), null);
        contacts.heard(enrolled.credential(), heartbeat(machine("0a")), "127.0.0.1");
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.ENROLLED);
        assertThat(devices.get(id).heldBack()).isNull();
    }

    @Test
    void anAnswerToAJoinTokenThatWasLostIsGivenAgainWithoutAnotherUse() throws GeneralSecurityException {
        var key = aKey();
        var token = aToken();
        var lost = enrolled(asksWith(key, token));
        assertThat(joinTokens.isInForce(token)).isFalse();
        var heard = enrolled(asksWith(key, token));
        var late = enrolled(asksWith(key, token));
        assertThat(heard.deviceId()).isEqualTo(lost.deviceId());
        contacts.heard(heard.credential(), heartbeat(machine("0a")), "127.0.0.1");
        assertThat(contacts.authenticate(heard.credential())).isEqualTo(heard.deviceId());
        for (var other : List.of(lost, late)) {
            assertThatThrownBy(() -> contacts.authenticate(other.credential())).isInstanceOf(ContactRefused.class);
        }
        assertThat(asksWith(key, token)).isInstanceOf(Pending.class);
    }

    @Test
    void noOtherKeyRepeatsAnEnrolmentByAJoinToken() throws GeneralSecurityException {
        var token = aToken();
        enrolled(asksWith(aKey(), token));
        assertThat(asksWith(aKey(), token)).isInstanceOf(Pending.class);
        assertThat(asks(machine("0a"), token)).isInstanceOf(Pending.class);
    }

    private Enrolments.Answer asksWith(KeyPair key, String token) {
        return enrolments.enrol(
                new Enrolment(
                        AgentProtocol.VERSION, token, null, machine("0a"), EnrolmentKey.text(key.getPublic()), null),
                "127.0.0.1");
    }

    @Test
    void noJoinTokenReplacesTheCredentialOfADeviceThatIsHeard() {
        var token = aToken();
        var enrolled = enrolled(asks(machine("0a"), aToken()));
        contacts.heard(enrolled.credential(), heartbeat(machine("0a")), "127.0.0.1");
        assertThat(asks(machine("0a"), token)).isInstanceOf(Pending.class);
        assertThat(contacts.authenticate(enrolled.credential())).isEqualTo(enrolled.deviceId());
        assertThat(joinTokens.isInForce(token)).isTrue();
        clock.pass(Duration.ofMinutes(3));
        assertThat(enrolled(asks(machine("0a"), token)).deviceId()).isEqualTo(enrolled.deviceId());
    }

    @Test
    void aDeviceThatIsHeardKeepsItsCredentialWhenItIsAdmittedAnew() {
        var enrolled = enrolled(asks(machine("0a"), aToken()));
        contacts.heard(enrolled.credential(), heartbeat(machine("0a")), "127.0.0.1");
        devices.admit(enrolled.deviceId(), "north", null, Fleet.ALICE);
        assertThat(asks(machine("0a"), null)).isInstanceOf(Pending.class);
        assertThat(contacts.authenticate(enrolled.credential())).isEqualTo(enrolled.deviceId());
        assertThat(devices.get(enrolled.deviceId()).site()).isEqualTo("north");
    }

    @Test
    void aDeviceThatWasRetiredAndAdmittedIsLetInAtOnce() {
        var enrolled = enrolled(asks(machine("0a"), aToken()));
        var id = enrolled.deviceId();
        contacts.heard(enrolled.credential(), heartbeat(machine("0a")), "127.0.0.1");
        devices.retire(id, "by mistake", Fleet.ALICE);
        devices.admit(id, "main", null, Fleet.ALICE);
        assertThat(enrolled(asks(machine("0a"), null)).deviceId()).isEqualTo(id);
    }

    @Test
    void machinesWithoutCardsAreToldApartByTheirSerialNumbers() {
        var first = enrolled(asks(withoutCards("SN-0001"), aToken()));
        assertThat(asks(withoutCards("SN-0002"), aToken())).isInstanceOf(Pending.class);
        var second = known("uuid:%s serial:sn-0002".formatted(uuid)).orElseThrow();
        assertThat(second.heldBack()).isEqualTo(HeldBack.SHARED_UUID);
        assertThat(contacts.authenticate(first.credential())).isEqualTo(first.deviceId());
        devices.admit(second.id(), "main", null, Fleet.ALICE);
        var admitted = enrolled(asks(withoutCards("SN-0002"), null));
        assertThat(admitted.deviceId()).isEqualTo(second.id());
        contacts.heard(admitted.credential(), heartbeat(withoutCards("SN-0002")), "127.0.0.1");
        contacts.heard(first.credential(), heartbeat(withoutCards("SN-0001")), "127.0.0.1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"To Be Filled By O.E.M.", "Default string", " ", "00000000", "0"})
    void aSerialNumberThatTellsNothingMakesNoOtherMachine(@Nullable String serial) {
        var device = enrolled(asks(withoutCards("SN-0001"), aToken()));
        assertThat(enrolled(asks(withoutCards(serial), aToken())).deviceId()).isEqualTo(device.deviceId());
    }

    @Test
    void aDiskCopiedToAMachineOfAnotherSerialNumberIsNoticed() {
        var device = enrolled(asks(withoutCards("SN-0001"), aToken()));
        assertThatThrownBy(() -> contacts.heard(device.credential(), heartbeat(withoutCards("SN-0002")), "127.0.0.1"))
                .isInstanceOfSatisfying(
                        ContactRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.CREDENTIAL_OF_OTHER_HARDWARE));
    }

    @Test
    void aBoardThatHasNothingElseIsKnownByItsSerialNumber() {
        var board = new HardwareFacts(
                new HardwareIdentity(null, List.of()),
                Fleet.PRODUCT,
                "board " + uuid,
                "kiosk",
                List.of(),
                null,
                null,
                WriteFilter.NONE);
        var enrolled = enrolled(asks(board, aToken()));
        assertThat(devices.get(enrolled.deviceId()).identity()).isEqualTo("serial:board " + uuid);
        contacts.heard(enrolled.credential(), heartbeat(board), "127.0.0.1");
    }

    @Test
    void onlyTheAgentThatWasAdmittedGetsTheCredential() throws GeneralSecurityException {
        var own = aKey();
        var others = aKey();
        var id = deviceAskedFor(own);
        var asked = asks(own, null);
        var challenge = Objects.requireNonNull(((Pending) asked).pending().challenge());
        devices.admit(id, "main", null, Fleet.ALICE);
        var foreign = ((Pending) asks(others, null)).pending();
        assertThat(asks(others, EnrolmentKey.sign(Objects.requireNonNull(foreign.challenge()), others.getPrivate())))
                .isInstanceOf(Pending.class);
        assertThat(asks(machine("0a"), null)).isInstanceOf(Pending.class);
        assertThat(asks(others, EnrolmentKey.sign(challenge, own.getPrivate()))).isInstanceOf(Pending.class);
        assertThat(asks(own, EnrolmentKey.sign(challenge, others.getPrivate()))).isInstanceOf(Pending.class);
        var next = Objects.requireNonNull(((Pending) asks(own, null)).pending().challenge());
        var enrolled = enrolled(asks(own, EnrolmentKey.sign(next, own.getPrivate())));
        assertThat(contacts.authenticate(enrolled.credential())).isEqualTo(id);
    }

    @Test
    void anAnswerThatWasLostIsGivenAgainUntilItsCredentialIsShown() throws GeneralSecurityException {
        var own = aKey();
        var id = deviceAskedFor(own);
        devices.admit(id, "main", null, Fleet.ALICE);
        var challenge =
                Objects.requireNonNull(((Pending) asks(own, null)).pending().challenge());
        var proof = EnrolmentKey.sign(challenge, own.getPrivate());
        asks(own, proof);
        var enrolled = enrolled(asks(own, proof));
        assertThat(enrolled.deviceId()).isEqualTo(id);
        contacts.heard(enrolled.credential(), heartbeat(machine("0a")), "127.0.0.1");
        clock.pass(Duration.ofMinutes(10));
        assertThat(asks(own, proof)).isInstanceOf(Pending.class);
    }

    @Test
    void ofSeveralAgentsThatAskInOneNameTheOneThatIsMeantIsSaid() throws GeneralSecurityException {
        var own = aKey();
        var others = aKey();
        var id = deviceAskedFor(own);
        asks(others, null);
        assertThatThrownBy(() -> devices.admit(id, "main", null, Fleet.ALICE)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> devices.admit(id, "main", "00:00", Fleet.ALICE))
                .isInstanceOf(InvalidInput.class);
        devices.admit(id, "main", EnrolmentKey.fingerprint(EnrolmentKey.text(own.getPublic())), Fleet.ALICE);
        var challenge =
                Objects.requireNonNull(((Pending) asks(own, null)).pending().challenge());
        assertThat(enrolled(asks(own, EnrolmentKey.sign(challenge, own.getPrivate())))
                        .deviceId())
                .isEqualTo(id);
    }

    @Test
    void ofThoseThatAskInOneNameOnlySomeAreKept() throws GeneralSecurityException {
        var id = deviceAskedFor(aKey());
        for (int n = 0; n < 10; n++) {
            clock.pass(Duration.ofSeconds(1));
            asks(aKey(), null);
        }
        assertThat(devices.claims(id)).hasSize(8);
    }

    private static KeyPair aKey() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(EnrolmentKey.ALGORITHM).generateKeyPair();
    }

    private UUID deviceAskedFor(KeyPair key) {
        asks(key, null);
        return known("uuid:" + uuid).orElseThrow().id();
    }

    private Enrolments.Answer asks(KeyPair key, @Nullable String proof) {
        return enrolments.enrol(
                new Enrolment(
                        AgentProtocol.VERSION, null, null, machine("0a"), EnrolmentKey.text(key.getPublic()), proof),
                "127.0.0.1");
    }

    @Test
    void ofDevicesThatNobodyLetsInAreKeptOnlySoMany() {
        asks(machine("0a"), null);
        jdbc.sql("""
                        insert into device select (jsonb_populate_record(d, jsonb_build_object(
                            'id', gen_random_uuid(), 'identity', 'of a crowd ' || n))).*
                        from device d, generate_series(1, 1000) n where d.identity = :identity
                        """).param("identity", "uuid:" + uuid).update();
        try {
            assertThat(asks(machine("0b"), null)).isInstanceOf(Pending.class);
            assertThat(known("mac:" + mac("0b"))).isEmpty();
            assertThat(enrolled(asks(withoutCards("SN-0001"), aToken())).deviceId())
                    .isEqualTo(known("uuid:" + uuid).orElseThrow().id());
        } finally {
            jdbc.sql("delete from device where identity like 'of a crowd %'").update();
        }
    }

    @Test
    void whoeverWasNeverLetInAndAsksNoMoreIsForgotten() {
        asks(machine("0a"), null);
        asks(machine("0b"), null);
        clock.pass(Duration.ofHours(20));
        asks(machine("0b"), null);
        clock.pass(Duration.ofHours(20));
        strangers.forgetTheSilent();
        assertThat(known("uuid:" + uuid)).isEmpty();
        assertThat(known("mac:" + mac("0b"))).isPresent();
    }

    @Test
    void whoeverWasLetInOnceIsNotForgotten() {
        var token = aToken();
        var id = enrolled(asks(machine("0a"), aToken())).deviceId();
        devices.retire(id, "sold", Fleet.ALICE);
        asks(machine("0a"), token);
        clock.pass(Duration.ofDays(2));
        strangers.forgetTheSilent();
        assertThat(devices.get(id).state()).isEqualTo(DeviceState.NEW);
    }

    @Test
    void aProductThatNobodyElseToldIsForgottenWithItsDevice() {
        asks(machineOf("Left behind 1", "0a"), null);
        var id = enrolled(asks(machineOf("Taken along 1", "0b"), aToken())).deviceId();
        clock.pass(Duration.ofDays(2));
        strangers.forgetTheSilent();
        assertThat(products.find("Left behind 1")).isEmpty();
        assertThat(products.find("Taken along 1")).isPresent();
        assertThat(devices.get(id).product()).isEqualTo("Taken along 1");
    }

    private HardwareFacts machineOf(String product, String card) {
        var identity = new HardwareIdentity(UUID.randomUUID().toString(), List.of(mac(card)));
        return new HardwareFacts(identity, product, null, "kiosk", List.of(), null, null, WriteFilter.NONE);
    }

    private HardwareFacts withoutCards(@Nullable String serial) {
        return new HardwareFacts(
                new HardwareIdentity(uuid, List.of()),
                Fleet.PRODUCT,
                serial,
                "kiosk",
                List.of(),
                null,
                null,
                WriteFilter.NONE);
    }

    private Enrolments.Answer asks(HardwareFacts facts, @Nullable String token) {
        return enrolments.enrol(new Enrolment(AgentProtocol.VERSION, token, null, facts, null, null), "127.0.0.1");
    }

    private Optional<Device> known(String identity) {
        return transaction.execute(_ -> repository.lockByIdentity(identity));
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
        return known("mac:" + mac(card)).orElseThrow();
    }

    private List<@Nullable String> cardsOf(UUID id) {
        return jdbc.sql("select mac_address from device_mac_address where device_id = ?")
                .param(id)
                .query(String.class)
                .list();
    }

    private static Heartbeat heartbeat(HardwareFacts facts) {
        return new Heartbeat(
                AgentProtocol.VERSION, "test", "boot-1", Environment.OWN_DISK, facts, null, null, null, null, 0);
    }

    /** Why the device was refused. */
    private List<@Nullable String> reasons(UUID id) {
        return jdbc.sql("select reason from audit_entry where subject_id = ? and outcome = 'refused' order by number")
                .param(id.toString())
                .query(String.class)
                .list();
    }
}
