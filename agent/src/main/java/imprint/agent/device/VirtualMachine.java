package imprint.agent.device;

import imprint.agent.state.StateFile;
import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device that is a program and a file, or a loop device. A start of the program is a power-on, with a boot id of its
 * own.
 *
 * <p>It comes up in the environment that it was last told to boot into, as a server would steer its network boot: a
 * power cut in the imaging environment leads back into it. Half-written disks boot nothing else.
 */
public final class VirtualMachine implements Machine {

    private final VirtualHardware hardware;
    private final Path disk;
    private final StateFile<Environment> nextBoot;
    private final HalfWritten halfWritten;
    private volatile Boot boot;

    private record Boot(String id, Environment environment) {}

    public VirtualMachine(
            VirtualHardware hardware, Path disk, StateFile<Environment> nextBoot, HalfWritten halfWritten) {
        this.hardware = hardware;
        this.disk = disk;
        this.nextBoot = nextBoot;
        this.halfWritten = halfWritten;
        this.boot = powerOn();
    }

    private Boot powerOn() {
        var commanded = nextBoot.read().orElse(Environment.OWN_DISK);
        return new Boot(UUID.randomUUID().toString(), halfWritten.isSet() ? Environment.IMAGING : commanded);
    }

    @Override
    public HardwareFacts facts() throws IOException {
        return new HardwareFacts(
                new HardwareIdentity(
                        orNull(hardware.smbiosUuid()),
                        hardware.macAddress().isEmpty() ? List.of() : List.of(hardware.macAddress())),
                hardware.product(),
                orNull(hardware.serialNumber()),
                hardware.hostName(),
                disks(),
                hardware.osName(),
                hardware.osVersion(),
                hardware.writeFilter());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    @Override
    public List<DiskFacts> disks() throws IOException {
        if (BlockDevices.isGone(disk)) {
            return List.of();
        }
        var bootDisk = environment() == Environment.OWN_DISK;
        return List.of(new DiskFacts(
                disk.toString(),
                hardware.diskSerial(),
                BlockDevices.bytes(disk),
                BlockDevices.sectorBytes(disk),
                bootDisk,
                false));
    }

    @Override
    public String bootId() {
        return boot.id();
    }

    @Override
    public Environment environment() {
        return boot.environment();
    }

    @Override
    public void prepareBoot(Environment into) {
        nextBoot.write(into);
    }

    @Override
    public void reboot() {
        boot = powerOn();
    }
}
