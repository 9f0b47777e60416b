package imprint.imaging.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself.
 *
 * @param product make and model, as in {@code "HP t640"}
 * @param osName of the system on its disk, as in {@code "DeTOS"}; null in an imaging environment that cannot tell
 * @param writeFilter the filter that is <em>enabled</em>
 */
public record HardwareFacts(
        HardwareIdentity identity,
        String product,
        @Nullable String serialNumber,
        String hostName,
        List<DiskFacts> disks,
        @Nullable String osName,
        @Nullable String osVersion,
        WriteFilter writeFilter) {

    public HardwareFacts {
        disks = List.copyOf(disks);
    }
}
