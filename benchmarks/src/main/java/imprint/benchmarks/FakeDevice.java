package imprint.benchmarks;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.Enrolled;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.HeartbeatReply;
import imprint.imaging.protocol.Report;
import imprint.imaging.protocol.WriteFilter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the agent's protocol as the agent does, and has neither disk nor gateway: what it is told to do it reports as
 * done at once. Everything but its start happens on the event loop of its line.
 */
final class FakeDevice {

    static final long DISK_BYTES = 64L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long FIRST_RETRY_MILLIS = 500;
    private static final long LONGEST_RETRY_MILLIS = 30_000;

    private final FakeFleet fleet;
    private final Line line;
    private final HardwareFacts facts;
    private String bootId = UUID.randomUUID().toString();
    private Environment environment = Environment.OWN_DISK;
    private @Nullable String credential;
    private boolean isKnown;
    private int failures;
    private volatile @Nullable UUID id;

    FakeDevice(FakeFleet fleet, Line line, int number) {
        this.fleet = fleet;
        this.line = line;
        var mac = "02:00:"
                + HexFormat.ofDelimiter(":")
                        .formatHex(ByteBuffer.allocate(Integer.BYTES)
                                .putInt(number)
                                .array());
        facts = new HardwareFacts(
                new HardwareIdentity(UUID.randomUUID().toString(), List.of(mac)),
                Api.PRODUCT,
                "serial-" + number,
                "device-" + number,
                List.of(new DiskFacts("/dev/sda", "disk-" + number, DISK_BYTES, 512, true, false)),
                "Linux",
                "1",
                WriteFilter.NONE);
    }

    /** Null until it has enrolled. */
    @Nullable
    UUID id() {
        return id;
    }

    void start() {
        line.after(Duration.ZERO, this::enrol);
    }

    private void enrol() {
        var asked = new Enrolment(AgentProtocol.VERSION, fleet.joinToken(), null, facts, null, null);
        ask(AgentProtocol.ENROLMENT_PATH, asked, Duration.ZERO, this::enrol, answer -> {
            if (answer.status() == 201) {
                var enrolled = fleet.read(answer.body(), Enrolled.class);
                id = enrolled.deviceId();
                credential = enrolled.credential();
                fleet.enrolled();
                beat();
            } else {
                line.after(Duration.ofSeconds(Math.max(1, answer.retryAfterSeconds())), this::enrol);
            }
        });
    }

    private void beat() {
        var wait = fleet.pace().longestWait();
        var heartbeat = new Heartbeat(
                AgentProtocol.VERSION,
                "fake",
                bootId,
                environment,
                isKnown ? null : facts,
                facts.serialNumber(),
                null,
                null,
                false,
                (int) wait.toSeconds());
        var began = System.nanoTime();
        ask(AgentProtocol.HEARTBEAT_PATH, heartbeat, wait, this::beat, answer -> {
            var took = System.nanoTime() - began;
            fleet.heard(took);
            var reply = fleet.read(answer.body(), HeartbeatReply.class);
            var wasKnown = isKnown;
            isKnown = reply.knownFacts() != null;
            if (wasKnown && !isKnown) {
                beat();
            } else {
                take(reply, took);
            }
        });
    }

    private void take(HeartbeatReply reply, long tookNanos) {
        if (reply.credential() != null) {
            credential = reply.credential();
        }
        if (reply.command() != null) {
            carryOut(reply.command());
        } else {
            pause(reply, Duration.ofNanos(tookNanos));
        }
    }

    private void pause(HeartbeatReply reply, Duration spent) {
        var least = fleet.pace().leastPause();
        if (least.isZero()) {
            beat();
        } else {
            var named = Duration.ofSeconds(reply.intervalSeconds()).toMillis();
            line.after(withJitter(Math.max(named, least.minus(spent).toMillis())), this::beat);
        }
    }

    private void carryOut(Command command) {
        var digest = switch (command) {
            case Command.WriteDisk write -> write.manifestDigest();
            case Command.VerifyDisk verify -> verify.manifestDigest();
            case Command.Reboot _ -> null;
            case Command.CaptureDisk _ -> throw new IllegalStateException("A fake device has no disk to clone");
        };
        var counts = digest == null ? null : new Report.Counts(16, 0, 0, 16, DISK_BYTES);
        report(command, new Report.Succeeded(command.commandId(), command.attempt(), digest, counts));
    }

    private void report(Command command, Report report) {
        ask(AgentProtocol.REPORT_PATH, report, Duration.ZERO, () -> report(command, report), answer -> {
            if (answer.status() / 100 == 2 && command instanceof Command.Reboot reboot) {
                environment = reboot.into();
                bootId = UUID.randomUUID().toString();
            }
            beat();
        });
    }

    /** A refusal that may pass, and no answer at all, are tried again; what else is refused is told to {@code heard}. */
    private void ask(String path, Object body, Duration wait, Runnable again, Consumer<Line.Answer> heard) {
        line.post(path, fleet.write(body), credential, PATIENCE.plus(wait)).whenComplete((answer, failure) -> {
            if (fleet.isClosed()) {
                return;
            }
            fleet.counted(path, failure == null ? answer.status() : 0);
            if (failure != null || answer.status() == 429 || answer.status() >= 500) {
                var named = failure == null ? answer.retryAfterSeconds() * 1000L : 0;
                var own = Math.min(LONGEST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(failures++, 6));
                line.after(withJitter(Math.max(named, own)), again);
            } else if (path.equals(AgentProtocol.HEARTBEAT_PATH) && answer.status() != 200) {
                // why: the credential is not taken any more.
                credential = null;
                isKnown = false;
                line.after(withJitter(FIRST_RETRY_MILLIS), this::enrol);
            } else {
                failures = 0;
                heard.accept(answer);
            }
        });
    }

    private static Duration withJitter(long millis) {
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1));
    }
}
