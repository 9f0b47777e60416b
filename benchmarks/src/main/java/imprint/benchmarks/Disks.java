package imprint.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Disks as devices have them: a file system in a sparse file, an eighth of it filled with files of this machine. */
final class Disks {

    private static final long CHUNK_BYTES = 4 << 20;
    private static final int BLOCK_BYTES = 4096;
    private static final long LARGEST_FILE = 32 << 20;

    private Disks() {}

    /** @param directory whose files are copied onto the disk, as many as there is room for */
    static Path make(Laboratory laboratory, String name, long bytes, Path directory)
            throws IOException, InterruptedException {
        var tree = laboratory.directory(name + "-files");
        copy(directory, tree, bytes / 8);
        var disk = laboratory.file(name);
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(bytes);
        }
        Shell.run("mkfs.ext4 -q -F -d \"$1\" \"$2\"", tree, disk);
        return disk;
    }

    private static void copy(Path from, Path to, long bytes) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            private long left = bytes;

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && attributes.size() <= Math.min(left, LARGEST_FILE)) {
                    var copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                    left -= attributes.size();
                }
                return left > LARGEST_FILE / 64 ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Replaces a disk's content at once, as seen by an agent that looks at it. */
    static void replace(Path disk, Path content) throws IOException, InterruptedException {
        Shell.run("cp --sparse=always \"$1\" \"$2.new\" && mv \"$2.new\" \"$2\" && sync \"$2\"", content, disk);
    }

    /** Overwrites a block in every n-th chunk. */
    static void changeEvery(int n, Path disk) throws IOException {
        RandomGenerator random = new Random(n);
        var noise = new byte[BLOCK_BYTES];
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            for (var chunk = 0L; chunk * CHUNK_BYTES < file.length(); chunk += n) {
                random.nextBytes(noise);
                file.seek(chunk * CHUNK_BYTES);
                file.write(noise);
            }
            file.getFD().sync();
        }
    }

    static Path random(Path file, long bytes) throws IOException {
        RandomGenerator random = new Random(bytes);
        var block = new byte[(int) Math.min(bytes, 1 << 20)];
        try (var out = Files.newOutputStream(file)) {
            for (var written = 0L; written < bytes; written += block.length) {
                random.nextBytes(block);
                if (written == 0) {
                    // why: what has no boot record is not added as a disk.
                    block[510] = 0x55;
                    block[511] = (byte) 0xaa;
                }
                out.write(block);
            }
        }
        return file;
    }

    static void requireEqual(List<Path> disks) throws IOException, InterruptedException {
        Shell.run("cmp \"$1\" \"$2\"", disks.getFirst(), disks.getLast());
    }
}
