package imprint.agent.device;

import imprint.imaging.protocol.DiskFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The disks in {@code /sys/block}. */
record HostDisks(SysFiles files) {

    /** What is listed there without being a disk, although it may have a device of its own. */
    private static final Pattern NO_DISK = Pattern.compile(
            "(loop|ram|zram|dm-|md|sr|fd|nbd|rbd|pmem|mtd|mtdblock|ubi|ubiblock)\\d+.*|mmcblk\\d+(boot|gp|rpmb)\\d*|nvme\\d+c\\d+n\\d+");

    /** Whose disks go from machine to machine. */
    private static final Pattern OUTSIDE = Pattern.compile(".*/(usb\\d|fw\\d|memstick).*");

    // why: /sys counts the sizes of all disks in sectors of 512 bytes, also of those that have others.
    private static final long SYS_SECTOR = 512;

    List<DiskFacts> all() throws IOException {
        var bootDisks = bootDisks();
        var names = files.names("sys/block").stream().filter(this::isDisk).toList();
        // why: a card is not what a board is imaged on, unless it has nothing else.
        var cardsCount = names.stream().allMatch(name -> isCard(name) || isOutside(name));
        return names.stream()
                .map(name -> facts(name, bootDisks.contains(name), isOutside(name) || isCard(name) && !cardsCount))
                .toList();
    }

    private boolean isDisk(String name) {
        var block = "sys/block/" + name;
        return !NO_DISK.matcher(name).matches()
                && files.number(block + "/size", 0) > 0
                && files.number(block + "/hidden", 0) == 0
                && files.names(block + "/slaves").isEmpty()
                && (!place(block).contains("/devices/virtual/") || Files.exists(files.path(block + "/device")));
    }

    // why not what the kernel calls removable: that is any disk on a port made for hot-plugging.
    private boolean isOutside(String name) {
        return OUTSIDE.matcher(place("sys/block/" + name)).matches();
    }

    private boolean isCard(String name) {
        var type = files.line("sys/block/" + name + "/device/type");
        return name.startsWith("mmcblk") && type != null && type.startsWith("SD");
    }

    private String place(String block) {
        try {
            return files.path(block).toRealPath().toString();
        } catch (IOException e) {
            // why: it was pulled out while we looked; it has no size either.
            return block;
        }
    }

    private DiskFacts facts(String name, boolean boot, boolean removable) {
        var block = "sys/block/" + name;
        return new DiskFacts(
                // why: the kernel writes "!" where /dev has a directory, as in cciss/c0d0.
                "/dev/" + name.replace('!', '/'),
                new DiskSerial(files).of(name),
                files.number(block + "/size", 0) * SYS_SECTOR,
                (int) files.number(block + "/queue/logical_block_size", SYS_SECTOR),
                boot,
                removable);
    }

    /** The disks under {@code /}, whatever lies between; none where that is in memory. */
    private Set<String> bootDisks() throws IOException {
        var disks = new TreeSet<String>();
        for (var mount : Files.readAllLines(files.path("proc/self/mountinfo"))) {
            var fields = mount.split(" ", -1);
            if (fields.length > 4 && fields[4].equals("/")) {
                var device = device(fields[2], mount);
                if (device != null) {
                    addDisksUnder(device, disks);
                }
            }
        }
        return disks;
    }

    /** What is mounted there: mountinfo names it by its numbers, or, as for btrfs, which has its own, by its source. */
    private @Nullable Path device(String numbers, String mount) {
        var byNumbers = files.path("sys/dev/block/" + numbers);
        if (Files.exists(byNumbers)) {
            return byNumbers;
        }
        var fields = mount.substring(mount.indexOf(" - ") + 3).split(" ", -1);
        if (fields.length < 2 || !fields[1].startsWith("/dev/")) {
            return null;
        }
        var bySource = files.path("sys/class/block/" + nameOf(fields[1]));
        return Files.exists(bySource) ? bySource : null;
    }

    private String nameOf(String source) {
        var node = files.path(source.substring(1));
        try {
            return node.toRealPath().getFileName().toString();
        } catch (IOException e) {
            return source.substring("/dev/".length()).replace('/', '!');
        }
    }

    private void addDisksUnder(Path device, Set<String> disks) throws IOException {
        var real = device.toRealPath().toString();
        for (var name : files.names("sys/block")) {
            if (!real.endsWith("/" + name) && !real.contains("/" + name + "/")) {
                continue;
            }
            var slaves = "sys/block/" + name + "/slaves";
            var under = files.names(slaves);
            if (under.isEmpty()) {
                disks.add(name);
            }
            for (var slave : under) {
                addDisksUnder(files.path(slaves + "/" + slave), disks);
            }
        }
    }
}
