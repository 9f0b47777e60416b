package imprint.agent.device;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sizes of block devices and of files that stand for one. */
final class BlockDevices {

    private static final int SECTOR_OF_A_FILE = 512;

    private BlockDevices() {}

    /** A file that was removed, or a loop device whose file was taken from it. */
    static boolean isGone(Path disk) throws IOException {
        return Files.notExists(disk) || !Files.isRegularFile(disk) && bytes(disk) == 0;
    }

    static long bytes(Path disk) throws IOException {
        // why: a block device has no length of its own, but the channel asks the kernel for its size.
        try (var channel = FileChannel.open(disk, StandardOpenOption.READ)) {
            return channel.size();
        }
    }

    static int sectorBytes(Path disk) throws IOException {
        var name = disk.toRealPath().getFileName();
        var size = Path.of("/sys/block", name.toString(), "queue/logical_block_size");
        return Files.isRegularFile(disk) || !Files.exists(size)
                ? SECTOR_OF_A_FILE
                : Integer.parseInt(Files.readString(size).strip());
    }
}
