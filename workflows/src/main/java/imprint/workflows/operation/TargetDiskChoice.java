package imprint.workflows.operation;

import imprint.bpmn.ErrorCode;
import imprint.workflows.device.Device;
import imprint.workflows.device.Disk;
import imprint.workflows.failure.BusinessFailure;

/** Which disk of a device an operation is about; in doubt, none. */
public final class TargetDiskChoice {

    private TargetDiskChoice() {}

    /** @throws BusinessFailure unless exactly one of its disks can be meant */
    public static Disk of(Device device) {
        var candidates = device.candidateDisks();
        if (candidates.size() != 1) {
            throw new BusinessFailure(
                    ErrorCode.DISK_AMBIGUOUS,
                    "%s has %s fixed disks and booted from none of them alone, so it cannot be told which is meant."
                            .formatted(device.hostName(), candidates.size()));
        }
        var disk = candidates.getFirst();
        var twins = device.disks().stream()
                .filter(other -> !other.removable() && other.bytes() == disk.bytes())
                .count();
        if (disk.serial() == null && twins != 1) {
            throw new BusinessFailure(
                    ErrorCode.DISK_AMBIGUOUS,
                    "%s has %s disks of %s bytes, and the one that is meant has no serial number."
                            .formatted(device.hostName(), twins, disk.bytes()));
        }
        return disk;
    }
}
