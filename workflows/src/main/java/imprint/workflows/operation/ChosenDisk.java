package imprint.workflows.operation;

import imprint.workflows.device.Disk;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** The disk of a device that an operation is about, by what tells it from the device's others. */
@Embeddable
public record ChosenDisk(
        @Column(name = "target_disk_serial") @Nullable String serial,
        @Column(name = "target_disk_bytes") long bytes) {

    public static ChosenDisk of(Disk disk) {
        return new ChosenDisk(disk.serial(), disk.bytes());
    }
}
