package imprint.journey;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Disks as sparse files. */
final class Disks {

    private Disks() {}

    static Path blank(Path file, long bytes) throws IOException {
        try (var disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.setLength(bytes);
        }
        return file;
    }

    /** A boot record, random bytes, which no compression makes smaller, and then zeros. */
    static Path random(Path file, long bytes, long randomBytes) throws IOException {
        blank(file, bytes);
        try (var disk = new RandomAccessFile(file.toFile(), "rw")) {
            var random = new Random(bytes);
            var block = new byte[1 << 20];
            for (long written = 0; written < randomBytes; written += block.length) {
                random.nextBytes(block);
                disk.write(block, 0, (int) Math.min(block.length, randomBytes - written));
            }
            if (randomBytes > 0) {
                disk.seek(510);
                disk.writeShort(0x55aa);
            }
        }
        return file;
    }

    static boolean areEqual(Agent one, Agent other) throws IOException {
        return Files.mismatch(one.disk(), other.disk()) == -1;
    }
}
