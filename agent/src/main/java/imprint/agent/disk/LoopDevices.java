package imprint.agent.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The loop devices of this machine, from {@code /sys/block}. */
final class LoopDevices {

    private static final Path SYS_BLOCK = Path.of("/sys/block");

    private LoopDevices() {}

    /** Those that show the disk, or a partition of it, as another disk, and those over them, however many. */
    static Set<Path> over(Path disk) throws IOException {
        var found = new LinkedHashSet<Path>();
        var open = new ArrayDeque<>(List.of(disk));
        while (!open.isEmpty()) {
            for (var backing : withPartitions(open.remove())) {
                for (var loop : directlyOver(backing)) {
                    if (found.add(loop)) {
                        open.add(loop);
                    }
                }
            }
        }
        return found;
    }

    private static List<Path> withPartitions(Path disk) throws IOException {
        var all = new ArrayList<>(List.of(disk));
        if (!Files.isRegularFile(disk)) {
            var name = disk.toRealPath().getFileName().toString();
            DiskUse.ofThisMachine().partitions(name).stream()
                    .map(Path.of("/dev")::resolve)
                    .forEach(all::add);
        }
        return all;
    }

    private static List<Path> directlyOver(Path file) throws IOException {
        if (!Files.isDirectory(SYS_BLOCK)) {
            return List.of();
        }
        try (var loops = Files.newDirectoryStream(SYS_BLOCK, "loop*")) {
            return StreamSupport.stream(loops.spliterator(), false)
                    .filter(loop -> isBackedBy(loop, file))
                    .map(loop -> Path.of("/dev").resolve(loop.getFileName()))
                    .toList();
        }
    }

    private static boolean isBackedBy(Path loop, Path file) {
        try {
            var backing = Files.readString(loop.resolve("loop/backing_file")).strip();
            return Files.isSameFile(Path.of(backing), file);
        } catch (IOException e) {
            // why: an idle loop device has no such file, and one may become idle while we look.
            return false;
        }
    }
}
