package imprint.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.chunk.DiskLayout;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {

    @TempDir
    private Path directory;

    private Path file(long bytes) throws IOException {
        var file = directory.resolve("disk");
        try (var disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.setLength(bytes);
        }
        return file;
    }

    @Test
    void knowsHolesFromData() throws IOException {
        var file = file(3 << 20);
        Files.write(file, new byte[] {1}, java.nio.file.StandardOpenOption.WRITE);

        try (var disk = Disk.openToRead(file)) {
            assertThat(disk.isHole(0, 1 << 20)).isFalse();
            assertThat(disk.isHole(1 << 20, 2 << 20)).isTrue();
        }
    }

    @Test
    void zerosThatWereWrittenAreNoHole() throws IOException {
        var file = file(0);
        Files.write(file, new byte[1 << 20]);

        try (var disk = Disk.openToRead(file)) {
            assertThat(disk.isHole(0, 1 << 20)).isFalse();
        }
    }

    @Test
    void readsPastTheCacheWhatWasWrittenThroughItToAnOddEnd() throws IOException {
        var file = file(10_001);
        var content = ByteBuffer.allocate(5_001);
        content.putInt(4_997, 42);

        try (var through = Disk.openToWrite(file);
                var past = Disk.openPastCache(file)) {
            through.write(5_000, content);
            var buffer = Disk.newChunkBuffer();
            past.read(0, 10_001, buffer);

            assertThat(past.cacheBypass()).isEqualTo("O_DIRECT");
            assertThat(buffer.remaining()).isEqualTo(10_001);
            assertThat(buffer.getInt(9_997)).isEqualTo(42);
        }
    }

    @Test
    void saysWhenTheDiskEndsTooEarly() throws IOException {
        try (var disk = Disk.openToRead(file(100))) {
            assertThatThrownBy(() -> disk.read(0, 101, Disk.newChunkBuffer()))
                    .isExactlyInstanceOf(DiskFaulty.class)
                    .hasMessageContaining("ends before byte 101 of 100");
        }
    }

    @Test
    void namesTheByteThatCannotBeRead() throws IOException {
        // why: the memory of a process, of which the first page is never there, fails as a bad sector does.
        var memory = Path.of("/proc/self/mem");

        try (var disk = Disk.openToRead(memory)) {
            assertThatThrownBy(() -> disk.read(4096, 8192, Disk.newChunkBuffer()))
                    .isInstanceOf(DiskUnreadable.class)
                    .hasMessageContaining("/proc/self/mem cannot be read at byte 4096");
        }
    }

    @Test
    void leavesNothingOpenOfADiskThatItRefuses() throws IOException {
        // why: few file systems take a file as large as that.
        var huge = Files.createTempFile(Path.of("/dev/shm"), "disk", "");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(DiskLayout.MAX_BYTES + 1);
        }
        try {
            assertThatThrownBy(() -> Disk.openPastCache(huge)).hasMessageContaining("A disk has");
            assertThat(openFiles()).doesNotContain(huge);
        } finally {
            Files.delete(huge);
        }
    }

    private static List<Path> openFiles() throws IOException {
        var open = new ArrayList<Path>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var descriptor : descriptors) {
                open.add(Files.readSymbolicLink(descriptor));
            }
        }
        return open;
    }

    @Test
    void aBufferHasRoomForOneChunk() {
        assertThat(Disk.newChunkBuffer().remaining()).isEqualTo(DiskLayout.CHUNK_BYTES);
    }
}
