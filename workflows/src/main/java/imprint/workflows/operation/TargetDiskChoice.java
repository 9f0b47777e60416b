package imprint.workflows.operation;

import imprint.bpmn.ErrorCode;
import imprint.workflows.device.Device;
import imprint.workflows.device.Disk;
import imprint.workflows.failure.BusinessFailure;
import java.util.List;
import java.util.stream.Collectors;

/** Which disk of a device an operation is about; in doubt, none. */
public final class TargetDiskChoice {

    private TargetDiskChoice() {}

    /** @throws BusinessFailure unless exactly one of its disks can be meant */
    public static Disk of(Device device) {
        return of(device.hostName(), device.disks());
    }

    static Disk of(String hostName, List<Disk> disks) {
        var fixed = disks.stream().filter(disk -> !disk.removable()).toList();
        var booted = fixed.stream().filter(Disk::boot).toList();
        var candidates = booted.size() == 1 ? booted : fixed;
        if (candidates.size() != 1) {
            throw new BusinessFailure(ErrorCode.DISK_AMBIGUOUS, sentence(hostName, disks, fixed, booted));
        }
        var disk = candidates.getFirst();
        var twins =
                fixed.stream().filter(other -> other.bytes() == disk.bytes()).count();
        if (disk.serial() == null && twins != 1) {
            throw new BusinessFailure(
                    ErrorCode.DISK_AMBIGUOUS,
                    "%s has %s disks of %s bytes, and the one that is meant has no serial number."
                            .formatted(hostName, twins, disk.bytes()));
        }
        return disk;
    }

    private static String sentence(String hostName, List<Disk> disks, List<Disk> fixed, List<Disk> booted) {
        if (disks.isEmpty()) {
            return "%s has no disk: see whether it is connected, and whether its controller shows it."
                    .formatted(hostName);
        }
        if (fixed.isEmpty()) {
            return "%s has no fixed disk, which is what images are made of and written to; it has %s, which can be pulled out."
                    .formatted(hostName, disks.stream().map(Disk::path).collect(Collectors.joining(", ")));
        }
        return "%s has %s fixed disks and booted from %s of them, so it cannot be told which is meant: boot it from that one, or take the others out."
                .formatted(hostName, fixed.size(), booted.isEmpty() ? "none" : booted.size());
    }
}
