package imprint.agent.device;

import imprint.imaging.protocol.DiskFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The disks in {@code /sys/block}. */
record HostDisks(SysFiles files) {

    /** What is listed there without being a disk: {@code loop0}, {@code zram0}, {@code dm-0}, {@code sr0} ... */
    private static final Pattern NO_DISK =
            Pattern.compile("(loop|ram|zram|dm-|md|sr|fd|nbd|mtdblock)\\d+.*|mmcblk\\d+boot\\d");

    // why: /sys counts the sizes of all disks in sectors of 512 bytes, also of those that have others.
    private static final long SYS_SECTOR = 512;

    List<DiskFacts> all() throws IOException {
        var bootDisk = bootDisk();
        return files.names("sys/block").stream()
                .filter(name -> !NO_DISK.matcher(name).matches())
                .map(name -> facts(name, name.equals(bootDisk)))
                .filter(disk -> disk.bytes() > 0)
                .toList();
    }

    private DiskFacts facts(String name, boolean boot) {
        var block = "sys/block/" + name;
        var serial = files.line(block + "/serial");
        return new DiskFacts(
                "/dev/" + name,
                serial != null ? serial : files.line(block + "/device/serial"),
                files.number(block + "/size", 0) * SYS_SECTOR,
                (int) files.number(block + "/queue/logical_block_size", SYS_SECTOR),
                boot,
                files.number(block + "/removable", 0) == 1 || files.isOnBus(block, "usb"));
    }

    /** The disk under {@code /}; null where that is in memory, or on something layered. */
    private @Nullable String bootDisk() throws IOException {
        // why: mountinfo names the device by its numbers; /sys/dev/block leads from those to DISK/PARTITION.
        for (var mount : Files.readAllLines(files.path("proc/self/mountinfo"))) {
            var fields = mount.split(" ", -1);
            if (fields.length > 4 && fields[4].equals("/")) {
                var device = files.path("sys/dev/block/" + fields[2]);
                return Files.exists(device) ? diskOf(device.toRealPath().toString()) : null;
            }
        }
        return null;
    }

    private @Nullable String diskOf(String device) {
        return files.names("sys/block").stream()
                .filter(name -> device.endsWith("/" + name) || device.contains("/" + name + "/"))
                .findFirst()
                .orElse(null);
    }
}
