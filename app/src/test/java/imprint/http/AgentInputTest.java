package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import imprint.imaging.protocol.LogBatch;
import imprint.imaging.protocol.WriteFilter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server takes of agents, whoever they are. */
@HttpTest
class AgentInputTest {

    private static final String LONG = "x".repeat(301);

    private final Fleet fleet;
    private final JsonMapper json;

    AgentInputTest(Fleet fleet, JsonMapper json) {
        this.fleet = fleet;
        this.json = json;
    }

    @ParameterizedTest
    @MethodSource("facts")
    void refusesWhatNoHonestAgentSays(String field, HardwareFacts facts) {
        asksToEnrol(facts).blames(field);
    }

    static Stream<Arguments> facts() {
        var uuid = UUID.randomUUID().toString();
        var disk = new DiskFacts("/dev/sda", null, 1, 512, true, false);
        return Stream.of(
                Arguments.of("facts.product", machine(uuid, LONG, "host", null, disk)),
                Arguments.of("facts.hostName", machine(uuid, "product", LONG, null, disk)),
                Arguments.of("facts.hostName", machine(uuid, "product", "\u001b\u202e", null, disk)),
                Arguments.of("facts.osName", machine(uuid, "product", "host", LONG, disk)),
                Arguments.of("facts.identity.smbiosUuid", machine(LONG, "product", "host", null, disk)),
                Arguments.of("facts.identity.smbiosUuid", machine("<script>", "product", "host", null, disk)),
                Arguments.of(
                        "facts.disks.serial",
                        machine(uuid, "product", "host", null, new DiskFacts("/dev/sda", LONG, 1, 512, true, false))),
                Arguments.of(
                        "facts.disks.bytes",
                        machine(uuid, "product", "host", null, new DiskFacts("/dev/sda", null, -1, 512, true, false))));
    }

    @Test
    void refusesABodyThatNoHonestAgentSends() {
        asksToEnrol(machine(UUID.randomUUID().toString(), "product", "host", "x".repeat(65_536), null))
                .is(413);
        fleet.aDevice()
                .withItsCredential()
                .post(AgentProtocol.REPORT_PATH, "{\"kind\":\"%s\"}".formatted("x".repeat(65_536)))
                .is(413);
    }

    @Test
    void showsWhatADeviceSaysAsOneLineInItsOrder() {
        var host = "host-" + UUID.randomUUID();
        asksToEnrol(machine(UUID.randomUUID().toString(), "Acme\u202e T1", host + "\u001b[31m\r\nroot", null, null))
                .is(202);

        var shown = fleet.auditor().get("/api/v1/devices?text=" + host).is(200);
        assertThat(shown.text("/content/0/hostName")).isEqualTo(host + "[31m  root");
        assertThat(shown.text("/content/0/product")).isEqualTo("Acme T1");
    }

    @Test
    void takesNoNumberForAName() {
        var enrolment = json.valueToTree(new Enrolment(
                        AgentProtocol.VERSION, null, null, fleet.aMachine().facts(), null, null))
                .toString();

        fleet.anybody()
                .post(AgentProtocol.ENROLMENT_PATH, enrolment.replace("\"writeFilter\":\"NONE\"", "\"writeFilter\":0"))
                .blames("facts.writeFilter");
    }

    @Test
    void listsTheLogAsItWasHeardWhateverTheClockOfTheDeviceSays() {
        var device = fleet.aDevice();
        for (var at : List.of("2099-06-01T00:00:00Z", "1970-01-02T00:00:00Z", "2026-01-01T12:00:00Z")) {
            device.withItsCredential()
                    .post(AgentProtocol.LOG_PATH, new LogBatch(List.of(line(Instant.parse(at), at))))
                    .is(204);
        }

        assertThat(messages(device))
                .containsExactly("2026-01-01T12:00:00Z", "1970-01-02T00:00:00Z", "2099-06-01T00:00:00Z");
    }

    @Test
    void takesTheTimeOfReceiptForATimeThatNoCalendarHas() {
        var device = fleet.aDevice();

        device.withItsCredential()
                .post(
                        AgentProtocol.LOG_PATH,
                        new LogBatch(List.of(line(Instant.parse("+1000000000-12-31T23:59:59Z"), "x"))))
                .is(204);

        var shown = log(device).at("/0");
        assertThat(shown.at("/at").asString()).isEqualTo(shown.at("/receivedAt").asString());
    }

    @Test
    void keepsOnlySoMuchOfADeviceThatWritesWithoutEnd() {
        var device = fleet.aDevice();
        for (int batch = 0; batch < 3; batch++) {
            var lines = IntStream.range(0, 200)
                    .mapToObj(n -> line(Instant.parse("2026-01-01T12:00:00Z"), "x".repeat(4_000)))
                    .toList();
            device.withItsCredential()
                    .post(AgentProtocol.LOG_PATH, new LogBatch(lines))
                    .is(204);
        }

        assertThat(messages(device).getFirst()).contains("lines are left out");
        assertThat(messages(device).get(1)).isEqualTo("x".repeat(4_000));
    }

    @Test
    void keepsOnlySoManyLinesThatSayNothing() {
        var device = fleet.aDevice();
        for (int batch = 0; batch < 15; batch++) {
            var lines = IntStream.range(0, 500)
                    .mapToObj(_ -> line(Instant.parse("2026-01-01T12:00:00Z"), ""))
                    .toList();
            device.withItsCredential()
                    .post(AgentProtocol.LOG_PATH, new LogBatch(lines))
                    .is(204);
        }

        assertThat(messages(device)).anyMatch(message -> message.contains("lines are left out"));
    }

    private static LogBatch.Entry line(Instant at, String message) {
        return new LogBatch.Entry(UUID.randomUUID(), at, LogBatch.Severity.INFO, message);
    }

    private List<String> messages(TestDevice device) {
        return log(device).findValuesAsString("message");
    }

    private JsonNode log(TestDevice device) {
        return fleet.auditor()
                .get("/api/v1/devices/" + device.id() + "/logs")
                .is(200)
                .body()
                .at("/content");
    }

    private Answer asksToEnrol(HardwareFacts facts) {
        return fleet.anybody()
                .post(
                        AgentProtocol.ENROLMENT_PATH,
                        new Enrolment(AgentProtocol.VERSION, null, null, facts, null, null));
    }

    private static HardwareFacts machine(
            String uuid, String product, String hostName, @Nullable String osName, @Nullable DiskFacts disk) {
        return new HardwareFacts(
                new HardwareIdentity(uuid, List.of()),
                product,
                null,
                hostName,
                disk == null ? List.of() : List.of(disk),
                osName,
                null,
                WriteFilter.NONE);
    }
}
