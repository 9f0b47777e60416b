package imprint.agent.disk;

import imprint.agent.command.CommandFailed;
import imprint.bpmn.ErrorCode;
import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.TargetDisk;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the one disk that a command means, by serial and size; never by its name, which may move to another disk. */
public final class TargetDisks {

    private TargetDisks() {}

    /**
     * Chooses the disk.
     *
     * @throws CommandFailed unless exactly one fixed disk is the one
     */
    public static Path choose(List<DiskFacts> disks, TargetDisk target) throws CommandFailed {
        var matching = disks.stream()
                .filter(disk -> !disk.removable() && disk.bytes() == target.bytes())
                .filter(disk -> target.serial() == null || target.serial().equals(disk.serial()))
                .toList();
        if (matching.size() != 1) {
            throw new CommandFailed(ErrorCode.DISK_AMBIGUOUS, sentence(matching.size(), disks, target));
        }
        return Path.of(matching.getFirst().path());
    }

    private static String sentence(int matching, List<DiskFacts> disks, TargetDisk target) {
        return "%s of the fixed disks %s %s%s bytes; the device has %s. Choose the disk anew."
                .formatted(
                        matching == 0 ? "None" : matching,
                        matching <= 1 ? "has" : "have",
                        target.serial() == null ? "" : "serial %s and ".formatted(target.serial()),
                        target.bytes(),
                        disks.isEmpty()
                                ? "no disk at all"
                                : disks.stream().map(TargetDisks::describe).collect(Collectors.joining(", ")));
    }

    private static String describe(DiskFacts disk) {
        return "%s (%s, %s bytes%s)"
                .formatted(
                        disk.path(),
                        disk.serial() == null ? "no serial" : "serial " + disk.serial(),
                        disk.bytes(),
                        disk.removable() ? ", can be pulled out" : "");
    }
}
