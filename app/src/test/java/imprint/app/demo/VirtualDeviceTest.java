package imprint.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

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
    void hasAPartitionTableAndASoundFileSystem() throws Exception {
        assertThat(first.disk()).hasSize(VirtualDevice.DISK_BYTES);
        assertThat(Tool.SFDISK.run("--list", first.disk())).contains("Disklabel type: gpt", "Linux filesystem");
        assertThat(first.hasSoundFileSystem()).isTrue();
    }

    @Test
    void isProvenEqualToItsCopyUntilABlockChanges() throws Exception {
        assertThat(Proof.ofApplied(first, second).holds()).isTrue();

        second.changeBlocks(1, new SplittableRandom(1));

        assertThat(Proof.ofApplied(first, second).holds()).isFalse();
    }

    @Test
    void isProvenEqualOnlyToItsOwnImage() throws Exception {
        Tool.ZSTD.run("-q", first.disk(), "-o", directory.resolve("image.img.zst"));
        second.changeBlocks(1, new SplittableRandom(1));

        assertThat(Proof.ofClone(directory.resolve("image.img.zst"), first).holds())
                .isTrue();
        assertThat(Proof.ofClone(directory.resolve("image.img.zst"), second).holds())
                .isFalse();
    }
}
