package imprint.workflows.device;

import imprint.imaging.protocol.DiskFacts;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** A disk of a device, as the device last told; see {@link DiskFacts}. */
@Embeddable
public record Disk(String path, @Nullable String serial, long bytes, int sectorBytes, boolean boot, boolean removable) {

    static Disk of(DiskFacts facts) {
        return new Disk(
                facts.path(), facts.serial(), facts.bytes(), facts.sectorBytes(), facts.boot(), facts.removable());
    }
}
