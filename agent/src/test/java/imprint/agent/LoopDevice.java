package imprint.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file shown as a block device by the kernel. */
final class LoopDevice implements AutoCloseable {

    private final Path path;
    private final List<Path> mounts = new ArrayList<>();

    private LoopDevice(Path path) {
        this.path = path;
    }

    static LoopDevice over(Path file, int sectorBytes) throws IOException, InterruptedException {
        var sectors = Integer.toString(sectorBytes);
        return new LoopDevice(
                Path.of(run("losetup", "--find", "--show", "--partscan", "--sector-size", sectors, file.toString())));
    }

    static LoopDevice readOnly(Path file) throws IOException, InterruptedException {
        return new LoopDevice(Path.of(run("losetup", "--find", "--show", "--read-only", file.toString())));
    }

    static LoopDevice withFileSystem(Path file, long bytes) throws IOException, InterruptedException {
        TestDisks.empty(file, bytes);
        run("mkfs.ext4", "-q", file.toString());
        return over(file, 512);
    }

    static LoopDevice withPartition(Path file, long bytes) throws IOException, InterruptedException {
        TestDisks.empty(file, bytes);
        TestDisks.overwrite(file, 0, masterBootRecord(bytes / 512));
        return over(file, 512);
    }

    /** Some kernels are built without partition tables. */
    boolean hasPartition() {
        return Files.exists(partition());
    }

    private Path partition() {
        return Path.of(path + "p1");
    }

    /** One Linux partition from sector 2048 to the end of the disk. */
    private static byte[] masterBootRecord(long sectors) {
        return ByteBuffer.allocate(512)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(446 + 4, (byte) 0x83)
                .putInt(446 + 8, 2048)
                .putInt(446 + 12, (int) sectors - 2048)
                .putShort(510, (short) 0xAA55)
                .array();
    }

    Path path() {
        return path;
    }

    /** The file has grown or shrunk: only now does the device. */
    void takeSizeOfFile() throws IOException, InterruptedException {
        run("losetup", "--set-capacity", path.toString());
    }

    void mount(Path directory) throws IOException, InterruptedException {
        run("mount", path.toString(), directory.toString());
        mounts.add(directory);
    }

    void mountPartition(Path directory) throws IOException, InterruptedException {
        run("mkfs.ext4", "-q", partition().toString());
        run("mount", partition().toString(), directory.toString());
        mounts.add(directory);
    }

    static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("%s: %s".formatted(String.join(" ", command), output));
        }
        return output;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (var mount : mounts) {
            run("umount", mount.toString());
        }
        run("losetup", "--detach", path.toString());
    }
}
