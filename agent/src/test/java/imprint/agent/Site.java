package imprint.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.imaging.chunk.Digest;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Report;
import imprint.imaging.protocol.TargetDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A server, a gateway and devices, with words for what tests do to them. */
final class Site implements AutoCloseable {

    final TestServer server = new TestServer();
    final TestGateway gateway = new TestGateway();
    private final Path directory;
    private final List<TestDevice> devices = new ArrayList<>();

    Site(Path directory) throws IOException {
        this.directory = directory;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** A device that is switched on. */
    TestDevice device(Path disk) {
        var device = deviceThatIsOff(disk);
        return device.powerOn();
    }

    TestDevice deviceThatIsOff(Path disk) {
        var device = new TestDevice(server.uri(), disk, file("agent-of-" + disk.getFileName()));
        devices.add(device);
        return device;
    }

    Command.CaptureDisk capture(TestDevice device) throws IOException {
        return capture(device.target());
    }

    Command.CaptureDisk capture(TargetDisk disk) {
        gateway.expectCapture(disk.bytes());
        return new Command.CaptureDisk(UUID.randomUUID(), 1, UUID.randomUUID(), disk, gateway.uri(), TestGateway.TOKEN);
    }

    Command.WriteDisk write(TargetDisk disk, Digest image) {
        return new Command.WriteDisk(
                UUID.randomUUID(), 1, UUID.randomUUID(), disk, gateway.uri(), TestGateway.TOKEN, image.hex());
    }

    Command.VerifyDisk verify(TargetDisk disk, Digest image) {
        return new Command.VerifyDisk(
                UUID.randomUUID(), 1, UUID.randomUUID(), disk, gateway.uri(), TestGateway.TOKEN, image.hex());
    }

    Command.Reboot reboot(Environment into) {
        return new Command.Reboot(UUID.randomUUID(), 1, UUID.randomUUID(), into);
    }

    /** Gives the command and waits for its report. */
    Report carryOut(Command command) {
        server.give(command);
        return reportOf(command);
    }

    Report.Succeeded succeed(Command command) {
        var report = carryOut(command);
        assertThat(report).isInstanceOf(Report.Succeeded.class);
        return (Report.Succeeded) report;
    }

    Report.Failed fail(Command command) {
        var report = carryOut(command);
        assertThat(report).isInstanceOf(Report.Failed.class);
        return (Report.Failed) report;
    }

    Report reportOf(Command command) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> server.reports().stream()
                                .filter(report -> report.commandId().equals(command.commandId()))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        gateway.letGo();
        devices.forEach(TestDevice::close);
        gateway.close();
        server.close();
    }
}
