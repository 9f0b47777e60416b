package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.BootWait;
import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.EnrolmentKey;
import imprint.imaging.protocol.Environment;
import imprint.workflows.audit.Actor;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.Operations;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

@HttpTest
class EnrolmentTest {

    private final Fleet fleet;
    private final Devices devices;
    private final Operations operations;
    private final TransactionTemplate transaction;
    private final MovableClock clock;

    EnrolmentTest(
            Fleet fleet, Devices devices, Operations operations, TransactionTemplate transaction, MovableClock clock) {
        this.fleet = fleet;
        this.devices = devices;
        this.operations = operations;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    void letsADeviceInByAJoinToken() {
        var device = fleet.aDevice();

        device.heartbeat(Environment.OWN_DISK).is(200);

        var shown = fleet.auditor().get("/api/v1/devices/" + device.id()).is(200);
        assertThat(shown.text("/state")).isEqualTo("ENROLLED");
        assertThat(shown.text("/disks/0/serial")).startsWith("disk-");
        assertThat(howItCameIn(device.id())).isEqualTo("join token");
        assertThat(fleet.auditor().get("/api/v1/products?size=200").body().toString())
                .contains(Fleet.PRODUCT);
    }

    @Test
    void spendsAJoinTokenAsOftenAsItSays() {
        var token = fleet.joinToken(2);

        fleet.aMachine().asksToEnrol(token).is(201);
        fleet.aMachine().asksToEnrol(token).is(201);
        fleet.aMachine().asksToEnrol(token).is(202);
    }

    @Test
    void honoursNoJoinTokenAfterItsTime() {
        var token = fleet.joinToken(1);
        clock.advance(Duration.ofMinutes(61));

        fleet.aMachine().asksToEnrol(token).is(202);
    }

    @Test
    void honoursNoJoinTokenThatWasRevoked() {
        var tokens = "/api/v1/join-tokens";
        var created = fleet.administrator()
                .post(tokens, Map.of("description", "x", "site", "main", "uses", 5, "validFor", "PT1H"))
                .is(201);
        fleet.administrator().delete(tokens + "/" + created.id()).is(204);

        fleet.aMachine().asksToEnrol(created.text("/secret")).is(202);
        assertThat(fleet.auditor().get(tokens).body().toString()).doesNotContain(created.text("/secret"));
    }

    @Test
    void keepsAStrangerWaitingUntilAnAdministratorAdmitsIt() {
        var stranger = fleet.aMachine();
        var pending = stranger.asksToEnrol(null).is(202);
        assertThat(pending.headers().firstValue("Retry-After")).isPresent();
        var id = idOf(stranger);

        fleet.administrator()
                .post("/api/v1/devices/" + id + "/admission", Map.of("site", "north"))
                .is(200);

        stranger.asksToEnrol(null).is(201);
        stranger.heartbeat(Environment.OWN_DISK).is(200);
        assertThat(fleet.auditor().get("/api/v1/devices/" + id).text("/site")).isEqualTo("north");
        assertThat(acts(id)).contains("device asked to enrol", "device admitted", "device enrolled");
    }

    @Test
    void givesTheCredentialOnlyToTheKeyThatWasAdmitted() throws GeneralSecurityException {
        var stranger = fleet.aMachine();
        var keys = KeyPairGenerator.getInstance(EnrolmentKey.ALGORITHM).generateKeyPair();
        var key = EnrolmentKey.text(keys.getPublic());
        var challenge = asksWith(stranger, key, null).is(202).text("/challenge");
        var id = idOf(stranger);
        var fingerprint = fleet.auditor().get("/api/v1/devices/" + id).text("/claims/0/fingerprint");
        assertThat(fingerprint).isEqualTo(EnrolmentKey.fingerprint(key));
        fleet.administrator()
                .post("/api/v1/devices/" + id + "/admission", Map.of("site", "main", "fingerprint", fingerprint))
                .is(200);

        stranger.asksToEnrol(null).is(202);
        asksWith(stranger, key, EnrolmentKey.sign(challenge, keys.getPrivate())).is(201);
        assertThat(howItCameIn(id)).isEqualTo("device key");
        asksWith(fleet.aMachine(), "no key", null).blames("publicKey");
    }

    private Answer asksWith(TestDevice machine, String key, @Nullable String proof) {
        return fleet.anybody()
                .post(
                        AgentProtocol.ENROLMENT_PATH,
                        new Enrolment(AgentProtocol.VERSION, null, null, machine.facts(), key, proof));
    }

    @Test
    void sendsARetiredDeviceAway() {
        var device = fleet.aDevice();

        fleet.administrator()
                .post("/api/v1/devices/" + device.id() + "/retirement", Map.of("reason", "sold"))
                .is(200);

        var refused = device.heartbeat(Environment.OWN_DISK).is(401);
        assertThat(refused.text("/code")).isEqualTo("CREDENTIAL_REVOKED");
        device.asksToEnrol(null, device.credential()).is(202);
    }

    @Test
    void noticesADiskThatWasCopied() {
        var original = fleet.aDevice();
        var copy = fleet.aMachine();

        var refused =
                copy.heartbeat(Environment.OWN_DISK, original.credential(), 0).is(403);

        assertThat(refused.text("/code")).isEqualTo("CREDENTIAL_OF_OTHER_HARDWARE");
        assertThat(acts(original.id())).contains("credential of another device shown");
        original.heartbeat(Environment.OWN_DISK).is(200);
        copy.asksToEnrol(null, original.credential()).is(202);
    }

    @Test
    void replacesACredentialAndKillsTheOldOneWhenTheNewOneIsUsed() {
        var device = fleet.aDevice();
        devices.rotateCredential(device.id());
        var next = device.heartbeat(Environment.IMAGING).is(200).text("/credential");
        assertThat(next).isNotBlank();
        device.heartbeat(Environment.IMAGING).is(200);
        var latest = device.heartbeat(Environment.IMAGING).is(200).text("/credential");

        device.heartbeat(Environment.IMAGING, latest, 0).is(200);

        assertThat(device.heartbeat(Environment.IMAGING).is(401).text("/code")).isEqualTo("CREDENTIAL_REVOKED");
        assertThat(device.heartbeat(Environment.IMAGING, latest, 0).text("/credential"))
                .isEmpty();
    }

    @Test
    void letsTheDeadCredentialOfAnImageEnrolEachDeviceThatTheImageIsAppliedToOnce() {
        var source = fleet.aDevice();
        var dead = source.credential();
        var image = fleet.anImageOf(source);
        devices.retire(source.id(), null, Actor.SYSTEM);
        for (var target : List.of(fleet.aDevice(), fleet.aDevice())) {
            target.heartbeat(Environment.IMAGING).is(200);
            target.asksToEnrol(null, dead).is(202);

            var apply = fleet.anApply(image, target);
            operations.run(apply);
            target.asksToEnrol(null, dead).is(202);
            awaitsItsOwnDisk(apply);

            target.asksToEnrol(null, dead).is(201);
            target.boots("boot-2").heartbeat(Environment.OWN_DISK).is(200);
            target.asksToEnrol(null, dead).is(202);
        }
    }

    private void awaitsItsOwnDisk(UUID apply) {
        transaction.executeWithoutResult(
                _ -> operations.lock(apply).await(BootWait.OWN_DISK, Environment.OWN_DISK.name(), "boot-1"));
    }

    @Test
    void letsTheDeadCredentialOfAnotherDeviceEnrolNobody() {
        var source = fleet.aDevice();
        var image = fleet.anImageOf(source);
        var other = fleet.aDevice();
        var dead = other.credential();
        devices.retire(other.id(), null, Actor.SYSTEM);
        var target = fleet.aDevice();
        target.heartbeat(Environment.IMAGING).is(200);
        var apply = fleet.anApply(image, target);
        operations.run(apply);
        awaitsItsOwnDisk(apply);

        target.asksToEnrol(null, dead).is(202);

        target.heartbeat(Environment.IMAGING).is(200);
    }

    @Test
    void letsNoCredentialThatTheDeviceHadAfterItsImageWasMadeEnrolAnybody() {
        var source = fleet.aDevice();
        var image = fleet.anImageOf(source);
        clock.advance(Duration.ofMinutes(10));
        source.asksToEnrol(fleet.joinToken(1)).is(201);
        var dead = source.credential();
        devices.retire(source.id(), null, Actor.SYSTEM);
        var target = fleet.aDevice();
        var apply = fleet.anApply(image, target);
        operations.run(apply);
        awaitsItsOwnDisk(apply);

        target.asksToEnrol(null, dead).is(202);
    }

    @Test
    void neverReplacesTheCredentialOfADeviceThatIsHeard() {
        var device = fleet.aDevice();
        device.heartbeat(Environment.OWN_DISK).is(200);
        var credential = device.credential();

        device.asksToEnrol(fleet.joinToken(1)).is(202);

        device.heartbeat(Environment.OWN_DISK, credential, 0).is(200);
        assertThat(acts(device.id())).contains("join token refused");
    }

    @Test
    void leavesASilentDeviceEnrolledWhoeverAsksInItsName() {
        var device = fleet.aDevice();
        device.heartbeat(Environment.OWN_DISK).is(200);
        clock.advance(Duration.ofMinutes(10));

        device.asksToEnrol(null).is(202);

        var shown = fleet.auditor().get("/api/v1/devices/" + device.id()).is(200);
        assertThat(shown.text("/state")).isEqualTo("ENROLLED");
        assertThat(shown.text("/heldBack")).isEqualTo("LOST_CREDENTIAL");
        assertThat(shown.text("/waitsBecause")).isNotBlank();
        assertThat(fleet.auditor()
                        .get("/api/v1/devices?size=200&heldBack=LOST_CREDENTIAL")
                        .body()
                        .toString())
                .contains(device.id().toString());
        device.heartbeat(Environment.OWN_DISK).is(200);
        assertThat(fleet.auditor().get("/api/v1/devices/" + device.id()).text("/heldBack"))
                .isEmpty();
    }

    @Test
    void turnsAwayAnAgentOfAnotherVersion() {
        var facts = fleet.aMachine().facts();

        var refused = fleet.anybody()
                .post(AgentProtocol.ENROLMENT_PATH, Map.of("protocolVersion", 99, "facts", facts))
                .is(426);

        assertThat(refused.text("/code")).isEqualTo("PROTOCOL_VERSION_UNSUPPORTED");
    }

    @Test
    void blamesAnAgentForWhatIsMissing() {
        fleet.anybody()
                .post(AgentProtocol.ENROLMENT_PATH, Map.of("protocolVersion", 1))
                .blames("facts");
        fleet.aDevice()
                .withItsCredential()
                .post(AgentProtocol.HEARTBEAT_PATH, Map.of("protocolVersion", 1, "agentVersion", "1", "waitSeconds", 0))
                .blames("bootId");
        fleet.aDevice()
                .withItsCredential()
                .post(AgentProtocol.REPORT_PATH, Map.of("kind", "haiku"))
                .is(400);
    }

    @Test
    void tellsAnUnknownCredentialToEnrol() {
        var refused = fleet.anybody()
                .withToken("made up")
                .post(AgentProtocol.LOG_PATH, Map.of())
                .is(401);

        assertThat(refused.text("/code")).isEqualTo("CREDENTIAL_UNKNOWN");
        fleet.administrator().post(AgentProtocol.LOG_PATH, Map.of()).is(401);
        fleet.aDevice().withItsCredential().get("/api/v1/devices").is(401);
    }

    private UUID idOf(TestDevice machine) {
        var found = fleet.auditor()
                .get("/api/v1/devices?text=" + machine.hostName())
                .is(200);
        return UUID.fromString(found.text("/content/0/id"));
    }

    private String howItCameIn(UUID device) {
        var entries = fleet.auditor().get("/api/v1/audit-entries?subjectId=" + device);
        var number = acts(device).indexOf("device enrolled");
        return entries.text("/content/%d/authentication".formatted(number));
    }

    private List<String> acts(UUID subject) {
        return fleet.auditor()
                .get("/api/v1/audit-entries?subjectId=" + subject)
                .body()
                .at("/content")
                .findValuesAsString("act");
    }
}
