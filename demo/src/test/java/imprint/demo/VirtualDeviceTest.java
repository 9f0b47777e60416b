package imprint.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualDeviceTest {
    @TempDir
    Path directory;

    private VirtualDevice first;
    private VirtualDevice second;

    @BeforeEach
    void makeDisks() throws Exception {
        var files = Files.createDirectory(directory.resolve("files"));
        Files.writeString(files.resolve("note"), "kept");
        first = new VirtualDevice("first", directory.resolve("first.img"));
        second = new VirtualDevice("second", directory.resolve("second.img"));
        first.makeDisk(files);
        Files.copy(first.disk(), second.disk());
    }

    @Test
    @Needs({Need.SFDISK, Need.E2FSCK})
    void hasAPartitionTableAndASoundFileSystem() throws Exception {
        assertThat(first.disk()).hasSize(DiskTemplate.DISK_BYTES);
        assertThat(output("/sbin/sfdisk", "--list", first.disk().toString()))
                .contains("Disklabel type: gpt", "Linux filesystem");
        assertThat(first.hasSoundFileSystem()).isTrue();
    }

    @Test
    @Needs(Need.DEBUGFS)
    void hasItsFilesInAFileOfTheFileSystem() throws Exception {
        var archive = directory.resolve("kiosk.tar");
        output(
                "/sbin/debugfs",
                "-R",
                "dump /kiosk.tar " + archive,
                first.disk() + "?offset=" + DiskTemplate.PARTITION_OFFSET);

        assertThat(output("tar", "-xOf", archive.toString(), "note")).isEqualTo("kept");
    }

    @Test
    void takesNoRoomForZeros() throws Exception {
        var allocated = output("du", "-k", first.disk().toString()).split("\\s")[0];

        assertThat(Long.parseLong(allocated)).isLessThan(10_000);
    }

    @Test
    void refusesFilesThatItHasNoRoomFor() throws Exception {
        var files = Files.createDirectory(directory.resolve("large"));
        try (var large = new RandomAccessFile(files.resolve("large").toFile(), "rw")) {
            large.setLength(97 << 20);
        }
        assertThatExceptionOfType(DemoFailed.class)
                .isThrownBy(() -> new VirtualDevice("third", directory.resolve("third.img")).makeDisk(files))
                .withMessageContaining("too large");
    }

    @Test
    void isProvenEqualToItsCopyUntilABlockChanges() throws Exception {
        assertThat(Proof.ofApplied(first, second).holds()).isTrue();

        second.changeBlocks(1, new SplittableRandom(1));

        assertThat(Proof.ofApplied(first, second).holds()).isFalse();
    }

    @Test
    @Needs(Need.ZSTD)
    void isProvenEqualOnlyToItsOwnImage() throws Exception {
        var image = directory.resolve("image.img.zst");
        Tool.ZSTD.run("-q", first.disk(), "-o", image);
        second.changeBlocks(1, new SplittableRandom(1));

        assertThat(Proof.ofClone(image, first)).hasToString("yes (zstd -dc | cmp)");
        assertThat(Proof.ofClone(image, second).holds()).isFalse();
    }

    @Test
    void isProvenEqualByGzipToo() throws Exception {
        var image = directory.resolve("image.img.gz");
        Tool.GZIP.runInto(image, "-1c", first.disk());
        second.changeBlocks(1, new SplittableRandom(1));

        assertThat(Proof.ofClone(image, first)).hasToString("yes (gzip -dc | cmp)");
        assertThat(Proof.ofClone(image, second).holds()).isFalse();
    }

    private static String output(String... command) throws Exception {
        var process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        return process.inputReader().readAllAsString();
    }
}
