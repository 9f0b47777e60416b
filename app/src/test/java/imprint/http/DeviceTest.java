package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.LogBatch;
import imprint.imaging.protocol.Report;
import imprint.workflows.command.CommandKind;
import imprint.workflows.command.StepJob;
import imprint.workflows.command.StepOffers;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.Operations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@HttpTest
class DeviceTest {

    private final Fleet fleet;
    private final Devices devices;
    private final Operations operations;
    private final StepOffers offers;
    private final MovableClock clock;

    DeviceTest(Fleet fleet, Devices devices, Operations operations, StepOffers offers, MovableClock clock) {
        this.fleet = fleet;
        this.devices = devices;
        this.operations = operations;
        this.offers = offers;
        this.clock = clock;
    }

    @Test
    void keepsLastContactStillWhileADeviceIsReimaged() {
        var device = fleet.aDevice();
        device.heartbeat(Environment.OWN_DISK).is(200);
        var before = show(device);

        clock.advance(Duration.ofMinutes(1));
        device.boots("boot-2").heartbeat(Environment.IMAGING).is(200);

        var after = show(device);
        assertThat(after.text("/lastContact")).isEqualTo(before.text("/lastContact"));
        assertThat(after.text("/lastHeartbeatAt")).isGreaterThan(before.text("/lastHeartbeatAt"));
        assertThat(after.text("/environment")).isEqualTo("IMAGING");
    }

    @Test
    void findsDevicesByTextProductAndSystem() {
        var device = fleet.aDevice();

        assertThat(found("text=" + device.hostName().toUpperCase(Locale.ROOT))).containsExactly(id(device));
        assertThat(found("osName=DeTOS&product=" + encoded(Fleet.PRODUCT) + "&size=200"))
                .contains(id(device));
        assertThat(found("osName=Other")).isEmpty();
        assertThat(found("text=%25")).isEmpty();
        assertThat(found("state=RETIRED&text=" + device.hostName())).isEmpty();
    }

    @Test
    void findsADeviceByItsMacAddressHoweverItIsWritten() {
        var device = fleet.aDevice();
        var mac = device.macAddress();
        var digits = mac.replace(":", "");

        assertThat(Stream.of(
                        mac,
                        mac.toUpperCase(Locale.ROOT),
                        mac.replace(':', '-'),
                        "%s.%s.%s".formatted(digits.substring(0, 4), digits.substring(4, 8), digits.substring(8)),
                        digits,
                        mac.substring(6),
                        " " + mac))
                .allSatisfy(
                        written -> assertThat(found("text=" + encoded(written))).containsExactly(id(device)));
        assertThat(found("text=02:00:00:00:00:0_")).isEmpty();
        assertThat(found("text=" + digits.substring(0, 5)))
                .as("no part of an address, but a text like any other")
                .doesNotContain(id(device));
    }

    @Test
    void listsADeviceOnceThoughSeveralOfItsMacAddressesAreMeant() {
        var device = fleet.aDevice();

        assertThat(found("text=0200:0&size=200")).doesNotHaveDuplicates().contains(id(device));
        assertThat(found("text=02:&size=200")).doesNotContain(id(device));
    }

    @Test
    void findsTheDevicesOfASite() {
        var device = fleet.aDevice();
        fleet.administrator()
                .post("/api/v1/devices/" + device.id() + "/admission", Map.of("site", "hall-3"))
                .is(200);

        assertThat(found("site=hall-3")).containsExactly(id(device));
        assertThat(found("site=main&size=200")).isNotEmpty().doesNotContain(id(device));
    }

    @Test
    void findsDevicesWithAHalfWrittenDisk() {
        var device = fleet.aDevice();
        devices.writeBegan(device.id());

        assertThat(found("diskCondition=NEEDS_IMAGE&size=200")).contains(id(device));
        assertThat(found("diskCondition=WHOLE&text=" + device.hostName())).isEmpty();
    }

    @Test
    void findsDevicesThatHaveFallenSilent() {
        var silent = fleet.aDevice();
        var neverHeard = fleet.aDevice();
        var heard = fleet.aDevice();
        silent.heartbeat(Environment.OWN_DISK).is(200);
        clock.advance(Duration.ofMinutes(1));
        var since = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        heard.heartbeat(Environment.IMAGING).is(200);

        assertThat(found("size=200&silentSince=" + since))
                .contains(id(silent), id(neverHeard))
                .doesNotContain(id(heard));
    }

    @Test
    void sortsAndPagesDevices() {
        var first = fleet.aDevice();
        var second = fleet.aDevice();

        var all = found("text=host-&size=200&sort=hostName,desc");
        assertThat(all.indexOf(id(second))).isLessThan(all.indexOf(id(first)));
        var paged = new ArrayList<String>();
        IntStream.range(0, (all.size() + 2) / 3)
                .forEach(page -> paged.addAll(found("text=host-&size=3&sort=hostName,desc&page=" + page)));
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void showsWhatADeviceIsDoing() {
        var device = fleet.aDevice();
        var operation = fleet.anApplyTo(device);
        operations.run(operation);
        fleet.anApplyTo(device);

        assertThat(show(device).text("/operation/id")).isEqualTo(operation.toString());
        assertThat(show(device).text("/operation/state")).isEqualTo("RUNNING");
    }

    @Test
    void wakesALongPollWhenThereIsACommand() {
        var device = fleet.aDevice();
        var operation = fleet.anApplyTo(device);
        var poll = CompletableFuture.supplyAsync(() -> device.heartbeat(Environment.OWN_DISK, device.credential(), 50));
        await().until(() -> show(device).text("/bootId").equals("boot-1"));

        offers.offer(new StepJob(operation, 7_001, 7_002, 5), CommandKind.REBOOT, Environment.IMAGING);

        assertThat(poll).succeedsWithin(Duration.ofSeconds(20)).satisfies(reply -> {
            assertThat(reply.text("/command/kind")).isEqualTo("reboot");
            assertThat(reply.text("/command/operationId")).isEqualTo(operation.toString());
        });
    }

    @Test
    void keepsAReportAndRefusesThatOfASupersededAttempt() {
        var device = fleet.aDevice();
        var operation = fleet.anApplyTo(device);
        offers.offer(new StepJob(operation, 7_003, 7_004, 5), CommandKind.REBOOT, Environment.IMAGING);
        var command = UUID.fromString(device.heartbeat(Environment.OWN_DISK).text("/command/commandId"));
        reports(device, new Report.Failed(command, 1, null, "The power went out.", null))
                .is(204);
        offers.offer(new StepJob(operation, 7_003, 7_004, 4), CommandKind.REBOOT, Environment.IMAGING);

        var refused =
                reports(device, new Report.Succeeded(command, 1, null, null)).is(409);

        assertThat(refused.text("/code")).isEqualTo("ATTEMPT_SUPERSEDED");
        reports(device, new Report.Succeeded(command, 2, null, null)).is(204);
        reports(device, new Report.Succeeded(command, 2, null, null)).is(204);
        reports(fleet.aDevice(), new Report.Succeeded(command, 2, null, null)).is(404);
    }

    private static Answer reports(TestDevice device, Report report) {
        var kind = report.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        var fields = new HashMap<String, Object>(
                Map.of("kind", kind, "commandId", report.commandId(), "attempt", report.attempt()));
        if (report instanceof Report.Failed failed) {
            fields.put("sentence", failed.sentence());
        }
        return device.withItsCredential().post(AgentProtocol.REPORT_PATH, fields);
    }

    @Test
    void keepsALogThatIsSentTwiceOnce() {
        var device = fleet.aDevice();
        var batch = batch(3);

        device.withItsCredential().post(AgentProtocol.LOG_PATH, batch).is(204);
        device.withItsCredential().post(AgentProtocol.LOG_PATH, batch).is(204);

        var log =
                fleet.auditor().get("/api/v1/devices/" + device.id() + "/logs").is(200);
        assertThat(log.body().at("/content").size()).isEqualTo(3);
    }

    @Test
    void refusesALogThatIsTooLong() {
        fleet.aDevice()
                .withItsCredential()
                .post(AgentProtocol.LOG_PATH, batch(LogBatch.MAX_ENTRIES + 1))
                .blames("entries");
    }

    @Test
    void goesThroughALogPieceByPieceThoughAllLinesShareOneTime() {
        var device = fleet.aDevice();
        device.withItsCredential().post(AgentProtocol.LOG_PATH, batch(7)).is(204);

        var seen = new ArrayList<String>();
        var from = "";
        do {
            var piece = fleet.auditor().get("/api/v1/device-logs?size=3&deviceId=" + device.id() + from);
            seen.addAll(piece.is(200).body().at("/content").findValuesAsString("id"));
            from = piece.body().at("/before").isNull() ? "" : "&before=" + encoded(piece.text("/before"));
        } while (!from.isEmpty());

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    private static LogBatch batch(int lines) {
        var at = Instant.parse("2026-01-01T12:00:00Z");
        return new LogBatch(IntStream.range(0, lines)
                .mapToObj(n -> new LogBatch.Entry(UUID.randomUUID(), at, LogBatch.Severity.WARNING, "line " + n))
                .toList());
    }

    private Answer show(TestDevice device) {
        return fleet.auditor().get("/api/v1/devices/" + device.id()).is(200);
    }

    private List<String> found(String query) {
        var content =
                fleet.auditor().get("/api/v1/devices?" + query).is(200).body().at("/content");
        return content.valueStream().map(device -> device.path("id").asString()).toList();
    }

    private static String id(TestDevice device) {
        return device.id().toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
