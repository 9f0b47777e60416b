package imprint.demo;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The disk from which all disks of the demonstration are made: a GPT with one partition, in it an ext4 file system, in
 * it a large file of zeros in one piece. demo/src/build/disk/make has made it.
 *
 * <p>why: so a disk with something on it needs neither root nor any tool for disks.
 */
final class DiskTemplate {
    static final long DISK_BYTES = 256L << 20;
    static final long PARTITION_OFFSET = 1L << 20;
    // why: the GPT keeps its second copy at the end of the disk, and partitions end at a whole MiB.
    static final long PARTITION_BYTES = DISK_BYTES - PARTITION_OFFSET - (1L << 20);
    static final int BLOCK_BYTES = 4096;

    private static final long FILE_OFFSET = PARTITION_OFFSET + 4075L * BLOCK_BYTES;
    private static final long FILE_BYTES = 96L << 20;

    private DiskTemplate() {}

    /** Makes a new disk of it; what is zero takes no room. */
    static void copyTo(Path disk) throws IOException {
        var resource = Objects.requireNonNull(DiskTemplate.class.getResourceAsStream("disk.img.zst"));
        try (var template = new ZstdInputStream(resource);
                var copy = FileChannel.open(disk, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var zeros = new byte[BLOCK_BYTES];
            var block = new byte[BLOCK_BYTES];
            for (long offset = 0; template.readNBytes(block, 0, BLOCK_BYTES) == BLOCK_BYTES; offset += BLOCK_BYTES) {
                // why the last one too: it gives the file its length.
                if (offset + BLOCK_BYTES == DISK_BYTES || !Arrays.equals(block, zeros)) {
                    copy.write(ByteBuffer.wrap(block), offset);
                }
            }
        }
    }

    /** Makes the file on such a disk an archive of these files. */
    static void fill(Path disk, Path files) throws IOException {
        try (var copy = FileChannel.open(disk, StandardOpenOption.WRITE)) {
            copy.position(FILE_OFFSET);
            var out = new BufferedOutputStream(Channels.newOutputStream(copy), 1 << 16);
            var archive = new TarArchiveOutputStream(out);
            archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            try (var found = Files.walk(files)) {
                for (var file : found.filter(Files::isRegularFile).toList()) {
                    archive.putArchiveEntry(
                            new TarArchiveEntry(file, files.relativize(file).toString()));
                    Files.copy(file, archive);
                    archive.closeArchiveEntry();
                }
            }
            archive.finish();
            out.flush();
            if (copy.position() > FILE_OFFSET + FILE_BYTES) {
                throw new DemoFailed("The files in %s are too large for the disks of the demo.".formatted(files));
            }
        }
    }
}
