package imprint.imaging.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class ProtocolJsonTest {

    /** Stands where a token, a credential or a join token does. */
    private static final String SECRET = "the-secret";

    private static final UUID COMMAND = new UUID(1, 2);
    private static final UUID OPERATION = new UUID(3, 4);
    private static final URI GATEWAY = URI.create("https://gateway.example:8443/");
    private static final TargetDisk DISK = new TargetDisk("SERIAL-1", 8_000_000_000_000L);
    private static final String DIGEST = "ab".repeat(32);
    private static final HardwareFacts FACTS = new HardwareFacts(
            new HardwareIdentity(null, List.of("00:00:5e:00:53:01")),
            "HP t640",
            null,
            "kiosk-1",
            List.of(new DiskFacts("/dev/nvme0n1", null, 64_000_000_000L, 512, true, false)),
            "DeTOS",
            "7.4",
            WriteFilter.NONE);

    private final JsonMapper json = JsonMapper.shared();

    @ParameterizedTest
    @MethodSource("commands")
    void keepsTheKindOfACommand(Command command, String kind) {
        String text = json.writeValueAsString(command);

        assertThat(json.readTree(text).get("kind").asString()).isEqualTo(kind);
        assertThat(json.readValue(text, Command.class)).isEqualTo(command);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void keepsTheKindOfACommandInAReply(Command command, String kind) {
        var reply = new HeartbeatReply(command, null, null, null, null, 30);

        String text = json.writeValueAsString(reply);

        assertThat(json.readTree(text).at("/command/kind").asString()).isEqualTo(kind);
        assertThat(json.readValue(text, HeartbeatReply.class)).isEqualTo(reply);
    }

    static Stream<Object[]> commands() {
        return Stream.of(
                new Object[] {new Command.CaptureDisk(COMMAND, 1, OPERATION, DISK, GATEWAY, SECRET), "capture-disk"},
                new Object[] {new Command.WriteDisk(COMMAND, 1, OPERATION, DISK, GATEWAY, SECRET, DIGEST), "write-disk"
                },
                new Object[] {
                    new Command.VerifyDisk(COMMAND, 2, OPERATION, new TargetDisk(null, 512), GATEWAY, SECRET, DIGEST),
                    "verify-disk"
                },
                new Object[] {new Command.Reboot(COMMAND, 1, OPERATION, Environment.IMAGING), "reboot"});
    }

    @ParameterizedTest
    @MethodSource("reports")
    void keepsTheKindOfAReport(Report report, String kind) {
        String text = json.writeValueAsString(report);

        assertThat(json.readTree(text).get("kind").asString()).isEqualTo(kind);
        assertThat(json.readValue(text, Report.class)).isEqualTo(report);
    }

    static Stream<Object[]> reports() {
        return Stream.of(
                new Object[] {new Report.Succeeded(COMMAND, 1, null, null), "succeeded"},
                new Object[] {
                    new Report.Succeeded(COMMAND, 1, DIGEST, new Report.Counts(5, 1, 2, 2, 1L << 40)), "succeeded"
                },
                new Object[] {new Report.Failed(COMMAND, 2, "DISK_TOO_SMALL", "The disk is too small.", false), "failed"
                },
                new Object[] {new Report.Failed(COMMAND, 2, null, "The disk did not answer.", null), "failed"},
                new Object[] {new Report.Stopped(COMMAND, 3, true), "stopped"});
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isReadBackAsItWasWritten(Record message) {
        assertThat(json.readValue(json.writeValueAsString(message), message.getClass()))
                .isEqualTo(message);
    }

    static Stream<Record> messages() {
        return Stream.of(
                new Heartbeat(1, "0.1", "boot-1", Environment.OWN_DISK, FACTS, "digest", null, null, null, 0),
                new Heartbeat(
                        1,
                        "0.1",
                        "boot-1",
                        Environment.IMAGING,
                        null,
                        "digest",
                        COMMAND,
                        new Progress(COMMAND, 1, 1L << 40, 1L << 43, 1L << 39),
                        true,
                        20),
                new HeartbeatReply(null, COMMAND, SECRET, SECRET, "digest", 0),
                new Enrolment(1, SECRET, null, FACTS, null, null),
                new Enrolment(1, null, null, FACTS, "key", "proof"),
                new Enrolled(COMMAND, SECRET),
                new EnrolmentPending("An administrator has to accept the device.", 60, null),
                new EnrolmentPending("An administrator has to accept the device.", 60, "challenge"),
                new LogBatch(List.of(new LogBatch.Entry(
                        COMMAND, Instant.parse("2026-01-01T12:00:00.123Z"), LogBatch.Severity.WARNING, "Slow disk"))));
    }

    @Test
    void passesOverWhatANewerServerSays() {
        String text = """
                {"command":null,"stop":null,"token":null,"credential":null,"intervalSeconds":30,"weather":"fine"}
                """;

        assertThat(json.readValue(text, HeartbeatReply.class))
                .isEqualTo(new HeartbeatReply(null, null, null, null, null, 30));
    }

    @Test
    void refusesACommandOfAKindThatItDoesNotKnow() {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> json.readValue("{\"kind\":\"paint-disk\",\"attempt\":1}", Command.class));
    }

    @ParameterizedTest
    @MethodSource("secretive")
    void neverShowsASecretAsText(Record message) {
        assertThat(json.writeValueAsString(message)).contains(SECRET);
        assertThat(message.toString()).doesNotContain(SECRET);
    }

    static Stream<Record> secretive() {
        var write = new Command.WriteDisk(COMMAND, 1, OPERATION, DISK, GATEWAY, SECRET, DIGEST);
        return Stream.of(
                new Command.CaptureDisk(COMMAND, 1, OPERATION, DISK, GATEWAY, SECRET),
                write,
                new Command.VerifyDisk(COMMAND, 1, OPERATION, DISK, GATEWAY, SECRET, DIGEST),
                new HeartbeatReply(write, null, null, null, null, 0),
                new HeartbeatReply(null, null, SECRET, null, null, 0),
                new HeartbeatReply(null, null, null, SECRET, null, 0),
                new Enrolment(1, SECRET, null, FACTS, null, null),
                new Enrolment(1, null, SECRET, FACTS, null, null),
                new Enrolled(COMMAND, SECRET));
    }
}
