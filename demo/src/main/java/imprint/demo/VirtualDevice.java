package imprint.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * A device whose disk is a file, see {@link DiskTemplate}.
 *
 * @param hostName by which the server lists it
 */
record VirtualDevice(String hostName, Path disk) {
    static final String PRODUCT = "Imprint Virtual Device";

    /** Makes the disk, with nothing but zeros in its file. */
    void makeDisk() throws IOException {
        DiskTemplate.copyTo(disk);
    }

    /** Makes the disk, with these files on it. */
    void makeDisk(Path files) throws IOException {
        makeDisk();
        DiskTemplate.fill(disk, files);
    }

    /** Overwrites as many blocks, spread over the partition, with noise. */
    void changeBlocks(int count, RandomGenerator random) throws IOException {
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            var noise = new byte[DiskTemplate.BLOCK_BYTES];
            for (int n = 0; n < count; n++) {
                random.nextBytes(noise);
                var block = (2 * n + 1) * (DiskTemplate.PARTITION_BYTES / (2 * count)) / noise.length;
                file.seek(DiskTemplate.PARTITION_OFFSET + block * noise.length);
                file.write(noise);
            }
        }
    }

    /** Whether e2fsck, which changes nothing, finds a file system without any fault. */
    boolean hasSoundFileSystem() throws InterruptedException {
        return Tool.succeed(Tool.E2FSCK.with("-f", "-n", disk + "?offset=" + DiskTemplate.PARTITION_OFFSET));
    }
}
