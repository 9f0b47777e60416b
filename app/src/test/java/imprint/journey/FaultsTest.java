package imprint.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import imprint.bpmn.Limit;
import imprint.bpmn.Messages;
import imprint.bpmn.Variables;
import imprint.testing.FreePort;
import imprint.testing.Need;
import imprint.testing.Needs;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Devices that hang or stay away, a spool and a location that are full, and a location that is not there yet. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FaultsTest extends OneServer {

    private static final long SPOOL_BYTES = 450 * Administrator.MIB;

    private static final String ENDED_SUPERSEDED = """
            select count(*) from history.element e join history.process_instance i on i.key = e.process_instance_key
            where i.operation_id = ? and e.element_id = 'superseded'""";
    private static final String WORKED = """
            select count(*) from history.element e join history.process_instance i on i.key = e.process_instance_key
            where i.operation_id = ? and e.element_id = 'transfer-image'""";

    FaultsTest() {
        super(
                "-Dimprint.steps.retries=PT6S,PT1S,PT1S,PT1S",
                "-Dimprint.steps.no-progress=PT4S",
                "-Dimprint.steps.sweep=PT0.5S",
                "-Dimprint.worker.announce=PT1S",
                "-Dimprint.worker.spool-size=" + SPOOL_BYTES + "B");
    }

    @Test
    void aReportThatComesDuringTheWaitForARetryCounts() throws Exception {
        var source = administrator.fullDevice();
        var clone = administrator.clone(source, "backoff.img.zst", location);
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        var target = administrator.blankDevice();
        wire.holdAfter(Administrator.HALF_WAY);
        var apply = administrator.apply(clone.imageId(), target).awaitHalfWay("Write image");
        target.pause();
        wire.release();
        apply.awaitFailures("Write image", 1);
        target.resume();
        assertThat(apply.outcome()).isEqualTo("SUCCEEDED");
        // why: a second attempt would have found everything written, and sent next to nothing.
        assertThat(apply.bytesSent()).isGreaterThan(Administrator.RANDOM_BYTES / 2);
        assertThat(Disks.areEqual(source, target)).isTrue();
    }

    @Test
    void aReportThatComesWhileAnIncidentIsOpenCounts() throws Exception {
        var source = administrator.fullDevice();
        wire.holdAfter(Administrator.HALF_WAY);
        var clone = administrator.clone(source, "incident.img.zst", location).awaitHalfWay("Transfer image");
        source.pause();
        clone.awaitAttempts("Transfer image", 5);
        source.resume();
        source.awaitSaid("attempt=5");
        source.pause();
        clone.awaitIncident("Transfer image");
        assertThat(administrator.operationsWithIncidents()).containsExactly(clone.id());
        wire.release();
        source.resume();
        source.awaitSaid("Finished CaptureDisk.*attempt=5");
        assertThat(clone.incident("Transfer image")).isNotEmpty();
        clone.retry();
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        assertThat(clone.failures("Transfer image")).hasSize(5);
    }

    @Test
    void aReportOfAnAttemptThatWasReplacedDoesNotCount() throws Exception {
        var source = administrator.fullDevice();
        wire.holdAfter(Administrator.HALF_WAY);
        var clone = administrator.clone(source, "replaced.img.zst", location).awaitHalfWay("Transfer image");
        source.pause();
        wire.release();
        clone.awaitAttempts("Transfer image", 2);
        source.resume();
        source.awaitSaid("A newer attempt has replaced the one reported");
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        assertThat(clone.failures("Transfer image")).isNotEmpty();
    }

    @Test
    void aDeviceThatStaysAwayRaisesAnIncidentAndCanBeUsedAgain() throws Exception {
        var source = administrator.fullDevice();
        var clone = administrator.clone(source, "away.img.zst", location);
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        var target = administrator.blankDevice();
        wire.holdAfter(Administrator.HALF_WAY);
        var apply = administrator.apply(clone.imageId(), target).awaitHalfWay("Write image");
        target.kill();
        wire.release();
        apply.awaitIncident("Write image");
        assertThat(apply.failures("Write image"))
                .hasSize(5)
                .allSatisfy(error -> assertThat(error).contains("for 4 s"));
        apply.cancel();
        assertThat(apply.outcome()).isEqualTo("CANCELLED");
        assertThat(administrator.diskCondition(target)).isEqualTo("NEEDS_IMAGE");

        target.start();
        assertThat(administrator.apply(clone.imageId(), target).outcome()).isEqualTo("SUCCEEDED");
        assertThat(Disks.areEqual(source, target)).isTrue();
        assertThat(administrator.diskCondition(target)).isEqualTo("WHOLE");
    }

    @Test
    void aCloneWaitsWhileTheSpoolIsFullAndGoesOnWhenThereIsRoom() throws Exception {
        var tooLarge = administrator.device(2 * SPOOL_BYTES, SPOOL_BYTES + 40 * Administrator.MIB);
        var filling = administrator.clone(tooLarge, "filling.img.zst", location);
        filling.awaitFailures("Transfer image", 1);
        var source = administrator.fullDevice();
        var clone = administrator.clone(source, "patient.img", location);
        clone.awaitFailures("Transfer image", 1);
        assertThat(clone.failures("Transfer image")).first().asString().contains("spool");
        filling.cancel();
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        assertThat(Files.mismatch(images.resolve("patient.img"), source.disk())).isEqualTo(-1);
    }

    @Test
    void anAddIsTriedAgainUntilItsLocationIsThere() throws Exception {
        Disks.random(images.resolve("remote.img"), 9 * Administrator.MIB, Administrator.MIB);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.find());
        var remote = administrator.location(Map.of("kind", "HTTP", "host", "127.0.0.1", "port", address.getPort()));
        var add = administrator.add("remote.img", remote, Map.of());
        add.awaitFailures("Validate model", 1);
        var server = SimpleFileServer.createFileServer(address, images, OutputLevel.NONE);
        server.start();
        try {
            assertThat(add.outcome()).isEqualTo("SUCCEEDED");
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Needs(Need.MOUNT)
    void aCloneToAFullLocationFailsAndLeavesNothing() throws Exception {
        var small = Files.createDirectory(directory.resolve("small"));
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", small.toString()))
                .isZero();
        try {
            var smallLocation = administrator.location(small);
            var source = administrator.fullDevice();
            var clone = administrator.clone(source, "large.img.zst", smallLocation);
            assertThat(clone.outcome()).isEqualTo("FAILED");
            assertThat(clone.code()).isEqualTo("STORAGE_FULL");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(small).isEmptyDirectory());

            assertThat(run("mount", "-o", "remount,size=300m", small.toString()))
                    .isZero();
            assertThat(administrator
                            .clone(source, "large.img.zst", smallLocation)
                            .outcome())
                    .isEqualTo("SUCCEEDED");
        } finally {
            run("umount", "--lazy", small.toString());
        }
    }

    @Test
    void anIncidentThatNoJobCausedIsRetriedToo() throws Exception {
        var source = administrator.fullDevice();
        wire.holdAfter(Administrator.HALF_WAY);
        var clone = administrator.clone(source, "expression.img.zst", location).awaitHalfWay("Transfer image");
        setGateway(clone, List.of("no", "text"));
        wire.release();
        clone.awaitIncident("Store image");
        setGateway(clone, "main");
        clone.retry();
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
    }

    private void setGateway(Operation operation, Object gateway) throws IOException, SQLException {
        var below = new Below(installation.data());
        try (var engine = below.engine()) {
            engine.newSetVariablesCommand(
                            below.number("select key from history.process_instance where operation_id = ?", operation))
                    .variables(Map.of(Variables.GATEWAY, gateway))
                    .send()
                    .join();
        }
    }

    @Test
    void aStartThatIsSentTenTimesIsCarriedOutOnce() throws Exception {
        var source = administrator.device(9 * Administrator.MIB, Administrator.MIB);
        var clones = IntStream.range(0, 10)
                .parallel()
                .mapToObj(n -> cloneNow(source, "ten.img.zst"))
                .toList();
        assertThat(clones).extracting(Operation::outcome).containsOnlyOnce("SUCCEEDED");
        assertThat(clones)
                .filteredOn(clone -> clone.outcome().equals("REJECTED"))
                .hasSize(9)
                .extracting(Operation::code)
                .isSubsetOf("DEVICE_BUSY", "FILE_EXISTS");
    }

    @Test
    void aStartThatTheEngineHearsTenTimesIsCarriedOutByOneInstance() throws Exception {
        var below = new Below(installation.data());
        var clone = administrator.clone(
                administrator.device(9 * Administrator.MIB, Administrator.MIB), "heard-ten-times.img.zst", location);
        try (var engine = below.engine()) {
            for (int n = 0; n < 10; n++) {
                start(engine, clone);
            }
        }
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        // why afterwards: of one correlation key, the engine runs one instance at a time.
        await().atMost(Duration.ofMinutes(1)).until(() -> below.number(ENDED_SUPERSEDED, clone) == 10);
        assertThat(below.number(WORKED, clone)).isEqualTo(1);
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
    }

    private static void start(CamundaClient engine, Operation clone) {
        engine.newPublishMessageCommand()
                .messageName(Messages.CLONE_REQUESTED)
                .correlationKey(clone.id().toString())
                .timeToLive(Duration.ofMinutes(5))
                // why all limits: the engine may hear any of them before the one that the outbox sends.
                .variables(Map.of(
                        Variables.OPERATION_ID,
                        clone.id().toString(),
                        Variables.LIMITS,
                        Arrays.stream(Limit.values()).collect(Collectors.toMap(Limit::key, limit -> "PT1M"))))
                .send()
                .join();
    }

    private Operation cloneNow(Agent device, String fileName) {
        try {
            return administrator.clone(device, fileName, location);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
