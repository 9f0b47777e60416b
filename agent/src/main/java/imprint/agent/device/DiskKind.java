package imprint.agent.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a path names, as far as it can be a disk. */
public enum DiskKind {
    FILE,
    LOOP_DEVICE,
    PARTITION,
    /** Any other block device. */
    DEVICE,
    NONE;

    private static final int TYPE_OF_FILE = 0_170000;
    private static final int BLOCK_DEVICE = 0_060000;

    public static DiskKind of(Path path) throws IOException {
        var real = path.toRealPath();
        if (Files.isRegularFile(real)) {
            return FILE;
        }
        if (((int) Files.getAttribute(real, "unix:mode") & TYPE_OF_FILE) != BLOCK_DEVICE) {
            return NONE;
        }
        var name = real.getFileName().toString();
        if (Files.exists(Path.of("/sys/class/block", name, "partition"))) {
            return PARTITION;
        }
        return name.startsWith("loop") ? LOOP_DEVICE : DEVICE;
    }
}
