package imprint.app.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * A device whose disk is a file: a GPT with one partition, in it an ext4 file system.
 *
 * @param hostName by which the server lists it
 */
record VirtualDevice(String hostName, Path disk) {
    static final String PRODUCT = "Imprint Virtual Device";
    static final long DISK_BYTES = 256L << 20;

    private static final int FIRST_SECTOR = 2048;
    private static final long PARTITION_OFFSET = FIRST_SECTOR * 512L;
    // why: the GPT keeps its second copy at the end of the disk, and partitions end at a whole MiB.
    private static final long PARTITION_BYTES = DISK_BYTES - PARTITION_OFFSET - (1 << 20);
    private static final int BLOCK_BYTES = 4096;

    /**
     * Makes the disk anew, with a copy of these files on it.
     *
     * <p>why no loop device and no mount: those would need root; mkfs.ext4 and e2fsck work inside of a file too.
     */
    void makeDisk(Path files) throws IOException, InterruptedException {
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
        }
        Tool.SFDISK.runOn(
                "label: gpt\nstart=%d, size=%dKiB, type=linux, name=system\n"
                        .formatted(FIRST_SECTOR, PARTITION_BYTES >> 10),
                "--quiet",
                disk);
        Tool.MKFS.run(
                "-q",
                "-F",
                "-L",
                "system",
                "-E",
                "offset=" + PARTITION_OFFSET,
                "-d",
                files,
                disk,
                (PARTITION_BYTES >> 10) + "k");
    }

    /** Overwrites as many blocks, spread over the partition, with noise. */
    void changeBlocks(int count, RandomGenerator random) throws IOException {
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            var noise = new byte[BLOCK_BYTES];
            for (int n = 0; n < count; n++) {
                random.nextBytes(noise);
                file.seek(PARTITION_OFFSET + (2 * n + 1) * (PARTITION_BYTES / (2 * count)) / BLOCK_BYTES * BLOCK_BYTES);
                file.write(noise);
            }
        }
    }

    /** Whether e2fsck, which changes nothing, finds a file system without any fault. */
    boolean hasSoundFileSystem() throws InterruptedException {
        return Tool.succeed(Tool.E2FSCK.with("-f", "-n", disk + "?offset=" + PARTITION_OFFSET));
    }
}
