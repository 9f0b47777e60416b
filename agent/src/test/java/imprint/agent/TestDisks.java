package imprint.agent;

import imprint.imaging.chunk.DiskLayout;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** Sparse files that stand for disks. */
final class TestDisks {

    static final int CHUNK = DiskLayout.CHUNK_BYTES;

    private TestDisks() {}

    /** A disk of holes only. */
    static Path empty(Path file, long bytes) throws IOException {
        try (var disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.setLength(bytes);
        }
        return file;
    }

    /** A disk with random bytes in the chunks named; the same seed gives the same bytes. */
    static Path withData(Path file, long bytes, long seed, long... chunks) throws IOException {
        empty(file, bytes);
        var layout = new DiskLayout(bytes);
        for (var chunk : chunks) {
            var content = new byte[layout.length(chunk)];
            new Random(seed + chunk).nextBytes(content);
            overwrite(file, layout.offset(chunk), content);
        }
        return file;
    }

    /** What lies behind is lost, as on a disk that is broken or pulled out. */
    static void cutShort(Path file, long bytes) throws IOException {
        try (var disk = FileChannel.open(file, StandardOpenOption.WRITE)) {
            disk.truncate(bytes);
        }
    }

    static void overwrite(Path file, long offset, byte[] content) throws IOException {
        try (var disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.seek(offset);
            disk.write(content);
        }
    }
}
