package imprint.agent;

import static imprint.agent.TestDisks.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.EnrolmentKey;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.ProblemCode;
import imprint.imaging.protocol.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {

    @TempDir
    private Path directory;

    private Site site;

    @BeforeEach
    void open() throws IOException {
        site = new Site(directory);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private TestDevice device() throws IOException {
        return site.device(TestDisks.empty(site.file("disk"), CHUNK));
    }

    private void awaitHeartbeat() {
        var before = site.server.heartbeats().size();
        await().until(() -> site.server.heartbeats().size() > before);
    }

    @Test
    void enrolsOnceAndKeepsItsCredential() throws IOException {
        var device = device();
        awaitHeartbeat();

        device.powerOff();
        device.powerOn();
        awaitHeartbeat();

        assertThat(site.server.enrolments).extracting(Enrolment::joinToken).containsExactly(TestServer.JOIN_TOKEN);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(device.state().resolve("credential.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(device.state())))
                .isEqualTo("rwx------");
    }

    @Test
    void asksAgainWhileAnAdministratorHasToAdmitIt() throws IOException {
        site.server.keepWaiting(2);

        device();

        awaitHeartbeat();
        assertThat(site.server.enrolments).hasSize(3);
    }

    @Test
    void provesThatItIsTheOneThatAskedBeforeAndForgetsItsKeyOnceItIsLetIn() throws IOException {
        site.server.keepWaiting(1);

        var device = device();

        awaitHeartbeat();
        var first = site.server.enrolments.getFirst();
        var second = site.server.enrolments.getLast();
        assertThat(first.proof()).isNull();
        assertThat(second.publicKey()).isNotNull().isEqualTo(first.publicKey());
        assertThat(EnrolmentKey.isSigned(
                        "challenge",
                        Objects.requireNonNull(second.proof()),
                        Objects.requireNonNull(second.publicKey())))
                .isTrue();
        await().until(() -> site.server.logLines().stream()
                .anyMatch(line -> line.contains(EnrolmentKey.fingerprint(Objects.requireNonNull(first.publicKey())))));
        assertThat(device.state().resolve("enrolment-key.json")).doesNotExist();
    }

    @Test
    void tellsWhatItIsAndWhatItRuns() throws IOException {
        var device = device();
        awaitHeartbeat();

        var heartbeat = site.server.lastHeartbeat();

        assertThat(heartbeat.environment()).isEqualTo(Environment.OWN_DISK);
        var facts = Objects.requireNonNull(heartbeat.facts());
        assertThat(facts.identity().smbiosUuid()).isEqualTo(device.hardware().smbiosUuid());
        assertThat(facts.disks()).singleElement().satisfies(disk -> {
            assertThat(disk.bytes()).isEqualTo(CHUNK);
            assertThat(disk.serial()).isEqualTo(device.hardware().diskSerial());
            assertThat(disk.boot()).isTrue();
        });
    }

    @Test
    void tellsItsFactsOnlyWhileTheServerDoesNotKnowThem() throws IOException {
        site.server.knowFacts(true);
        device();
        awaitHeartbeat();
        await().until(() -> site.server.lastHeartbeat().facts() == null);

        site.server.knowFacts(false);
        await().until(() -> site.server.lastHeartbeat().facts() != null);

        assertThat(site.server.heartbeats())
                .extracting(Heartbeat::factsDigest)
                .containsOnly(site.server.lastHeartbeat().factsDigest());
        assertThat(site.server.heartbeats().getFirst().facts()).isNotNull();
    }

    @Test
    void usesTheRotatedCredentialFromThenOnAndAfterARestart() throws IOException {
        var device = device();
        awaitHeartbeat();

        var fresh = site.server.rotateCredential();
        await().until(() -> site.server.credentialsShown.contains(fresh));
        device.powerOff();
        site.server.credentialsShown.clear();
        device.powerOn();
        awaitHeartbeat();

        assertThat(site.server.credentialsShown).containsOnly(fresh);
    }

    @Test
    void enrolsAnewAndShowsTheCredentialThatWasRefused() throws IOException {
        device();
        awaitHeartbeat();

        site.server.refuseCredentials(ProblemCode.CREDENTIAL_OF_OTHER_HARDWARE);

        await().until(() -> site.server.enrolments.size() == 2);
        assertThat(site.server.enrolments.getLast().formerCredential()).isEqualTo("credential-1");
        awaitHeartbeat();
    }

    @Test
    void aCopyOfTheDiskOnOtherHardwareForgetsTheReportOfTheFirst() throws IOException {
        var first = device();
        awaitHeartbeat();
        site.server.refuseReports(1_000, 500);
        var reboot = site.reboot(Environment.IMAGING);
        site.server.give(reboot);
        await().until(() -> Files.exists(first.state().resolve("report.json")));
        first.powerOff();
        site.server.withdrawCommand();
        site.server.refuseCredentials(ProblemCode.CREDENTIAL_OF_OTHER_HARDWARE);

        var copy = site.deviceThatIsOff(first.disk());
        copy.powerOn();

        await().until(() -> !Files.exists(copy.state().resolve("report.json")));
        assertThat(site.server.enrolments.getLast().formerCredential()).isEqualTo("credential-1");
        assertThat(site.server.enrolments.getLast().facts().identity().smbiosUuid())
                .isEqualTo(copy.hardware().smbiosUuid());
    }

    @Test
    void aRebootGivesAnotherBootIdInTheEnvironmentNamed() throws IOException {
        device();
        awaitHeartbeat();
        var before = site.server.lastHeartbeat().bootId();

        site.succeed(site.reboot(Environment.IMAGING));

        await().until(() -> site.server.lastHeartbeat().environment() == Environment.IMAGING);
        assertThat(site.server.lastHeartbeat().bootId()).isNotEqualTo(before);
    }

    @Test
    void aPowerCutInTheImagingEnvironmentLeadsBackIntoIt() throws IOException {
        var device = device();
        site.succeed(site.reboot(Environment.IMAGING));

        device.powerOff();
        device.powerOn();

        awaitHeartbeat();
        assertThat(site.server.lastHeartbeat().environment()).isEqualTo(Environment.IMAGING);
    }

    @Test
    void outlivesAServerThatGoesAway() throws IOException {
        device();
        awaitHeartbeat();

        site.server.goAway();
        var before = site.server.heartbeats().size();
        site.server.comeBack();

        await().until(() -> site.server.heartbeats().size() > before);
        await().until(() -> site.server.logLines().contains("The server is in reach again"));
    }

    @Test
    void worksOnWhileTheServerIsAwayAndReportsAfterwards() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), 2 * CHUNK, 1, 0, 1));
        site.gateway.hold("PUT /captures/.*/chunks/1");
        var capture = site.capture(device);
        site.server.give(capture);
        await().until(() -> site.gateway.framesInSpool() == 1);

        site.server.goAway();
        site.gateway.letGo();
        await().until(() -> Files.exists(device.state().resolve("report.json")));
        site.server.comeBack();

        assertThat(site.reportOf(capture)).isInstanceOf(Report.Succeeded.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 500})
    void repeatsTheReportUntilItIsHeard(int refusal) throws IOException {
        var device = device();
        site.server.refuseReports(3, refusal);

        site.succeed(site.reboot(Environment.IMAGING));

        await().until(() -> !Files.exists(device.state().resolve("report.json")));
        assertThat(site.server.reports()).hasSize(1);
        await().until(() -> site.server.logLines().stream()
                        .filter(line -> line.contains("did not take the report"))
                        .count()
                == 3);
    }

    @Test
    void aReportSurvivesARestart() throws IOException {
        var device = device();
        site.server.refuseReports(1_000, 500);
        var reboot = site.reboot(Environment.IMAGING);
        site.server.give(reboot);
        await().until(() -> Files.exists(device.state().resolve("report.json")));
        device.powerOff();
        site.server.forgiveReports();

        device.powerOn();

        assertThat(site.reportOf(reboot)).isInstanceOf(Report.Succeeded.class);
        await().until(() -> site.server.lastHeartbeat().inHand() == null);
    }

    @Test
    void forgetsAReportThatANewerAttemptHasReplaced() throws IOException {
        var device = device();
        site.server.forgetTheCommandReported(409, ProblemCode.ATTEMPT_SUPERSEDED);
        var old = site.reboot(Environment.OWN_DISK);
        site.server.give(old);
        await().until(() -> site.server.logLines().stream().anyMatch(line -> line.contains("newer attempt")));

        var newer = new Command.Reboot(old.commandId(), 2, old.operationId(), Environment.IMAGING);

        assertThat(site.carryOut(newer)).isEqualTo(new Report.Succeeded(old.commandId(), 2, null, null));
        await().until(() -> !Files.exists(device.state().resolve("report.json")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void takesTheNextCommandAfterAReportThatTheServerWillNeverTake(int refusal) throws IOException {
        var device = device();
        site.server.forgetTheCommandReported(refusal, null);
        site.server.give(site.reboot(Environment.OWN_DISK));
        await().until(() -> site.server.logLines().stream().anyMatch(line -> line.contains("will never take")));

        site.succeed(site.reboot(Environment.IMAGING));

        await().until(() -> !Files.exists(device.state().resolve("report.json")));
    }

    @Test
    void tellsItsProgressWhileItWorks() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), 3 * CHUNK, 1, 0, 1, 2));
        site.gateway.hold("PUT /captures/.*/chunks/2");
        var capture = site.capture(device);
        site.server.give(capture);

        await().until(() -> site.server.heartbeats().stream()
                .map(Heartbeat::progress)
                .filter(Objects::nonNull)
                .anyMatch(progress -> progress.bytesDone() == 2 * CHUNK && progress.bytesTotal() == 3 * CHUNK));
        assertThat(site.server.lastHeartbeat().inHand()).isEqualTo(capture.commandId());
    }

    @Test
    void asksForTheNextStepAsSoonAsItsReportIsHeardWhateverTheInterval() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), CHUNK, 1, 0));
        site.gateway.hold("PUT /captures/.*/chunks/0");
        var capture = site.capture(device);
        site.server.give(capture);
        await().until(() -> site.server.heartbeats().stream()
                .anyMatch(heartbeat -> capture.commandId().equals(heartbeat.inHand())));

        site.server.askToBeLeftAloneFor(3600);
        site.gateway.letGo();
        site.reportOf(capture);

        site.succeed(site.reboot(Environment.OWN_DISK));
    }

    @Test
    void aStopForAnotherCommandDoesNotDisturbTheOneInHand() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), CHUNK, 1, 0));
        site.gateway.hold("PUT /captures/.*/chunks/0");
        var capture = site.capture(device);
        site.server.give(capture);
        await().until(() -> site.gateway.count("PUT .*/chunks/0") == 1);

        site.server.stop(UUID.randomUUID());
        awaitHeartbeat();
        site.gateway.letGo();

        assertThat(site.reportOf(capture)).isInstanceOf(Report.Succeeded.class);
    }

    @Test
    void sendsTheLogThatItCollectedWhileTheServerWasAway() throws IOException {
        var device = device();
        awaitHeartbeat();
        site.server.goAway();
        await().until(() -> Files.exists(device.state().resolve("log.json")));
        device.powerOff();
        device.powerOn();

        site.server.comeBack();

        await().until(() ->
                site.server.logLines().stream().anyMatch(line -> line.startsWith("No answer from the server")));
        await().until(() -> !Files.exists(device.state().resolve("log.json")));
    }
}
