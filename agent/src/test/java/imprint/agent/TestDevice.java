package imprint.agent;

import imprint.agent.device.HalfWritten;
import imprint.agent.device.VirtualHardware;
import imprint.agent.device.VirtualMachine;
import imprint.agent.server.Pace;
import imprint.agent.state.StateDirectory;
import imprint.agent.transfer.Patience;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.TargetDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** A virtual device in this JVM, which is in a hurry; {@link #powerOff} and {@link #powerOn} as often as one likes. */
final class TestDevice implements AutoCloseable {

    private static final Pace QUICK =
            new Pace(Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMillis(20), Duration.ofMillis(200));
    private static final Patience IMPATIENT = new Patience(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            3,
            Duration.ofSeconds(20));

    private final JsonMapper json = JsonMapper.builder().build();
    private final URI server;
    private final Path disk;
    private final Path state;
    private final VirtualHardware hardware;
    private Patience patience = IMPATIENT;
    private Thread running = new Thread();

    TestDevice(URI server, Path disk, Path state) {
        this.server = server;
        this.disk = disk;
        this.state = state;
        this.hardware = VirtualHardware.madeUp(new SecureRandom());
    }

    /** A disk that somebody else has taken is given up at once. */
    TestDevice withoutPatienceForTakenDisks() {
        patience = new Patience(
                IMPATIENT.gatewayAway(),
                IMPATIENT.freshToken(),
                IMPATIENT.firstRetry(),
                IMPATIENT.longestRetry(),
                IMPATIENT.damagedInARow(),
                Duration.ZERO);
        return this;
    }

    TestDevice powerOn() {
        running = Thread.ofVirtual().name("agent").start(this::run);
        return this;
    }

    private void run() {
        try (var kept = StateDirectory.open(state, json)) {
            var halfWritten = new HalfWritten(kept.file("half-written", HalfWritten.Mark.class));
            var machine = new VirtualMachine(hardware, disk, kept.file("next-boot", Environment.class), halfWritten);
            new Agent(
                            server,
                            TestServer.JOIN_TOKEN,
                            kept,
                            machine,
                            halfWritten,
                            QUICK,
                            patience,
                            json,
                            new SecureRandom())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void powerOff() {
        running.interrupt();
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Path state() {
        return state;
    }

    Path disk() {
        return disk;
    }

    TargetDisk target() throws IOException {
        return new TargetDisk(hardware.diskSerial(), Files.size(disk));
    }

    VirtualHardware hardware() {
        return hardware;
    }

    @Override
    public void close() {
        powerOff();
    }
}
