package imprint.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUseTest {

    @TempDir
    private Path root;

    @BeforeEach
    void makeADisk() throws IOException {
        file("sys/class/block/sda/dev", "8:0");
        file("sys/class/block/sda/sda1/partition", "1");
        file("sys/class/block/sda1/dev", "8:1");
    }

    private void file(String name, String content) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }

    private String use() throws IOException {
        return new DiskUse(root).of("sda");
    }

    @Test
    void namesTheMountOfAPartitionInAnotherNameSpace() throws IOException {
        file("proc/1/mountinfo", "22 1 8:2 / / rw - ext4 /dev/sdb rw");
        file("proc/77/mountinfo", "23 1 8:1 / /srv rw - ext4 /dev/sda1 rw");

        assertThat(use()).isEqualTo("mounted at /srv");
    }

    @Test
    void namesTheMountOfABtrfsOfSeveralDisks() throws IOException {
        file("sys/fs/btrfs/features/compress", "1");
        file("sys/fs/btrfs/0b9a8f0e-1111-2222-3333-444455556666/devices/sdb/dev", "8:16");
        file("sys/fs/btrfs/0b9a8f0e-1111-2222-3333-444455556666/devices/sda1/dev", "8:1");
        file("proc/77/mountinfo", "23 1 0:39 /@ /srv rw,relatime shared:1 - btrfs /dev/sdb rw");

        assertThat(use()).isEqualTo("mounted at /srv");
    }

    @Test
    void namesSwapAndArrays() throws IOException {
        file("proc/swaps", "Filename Type Size Used Priority\n/dev/sda1 partition 1 0 -2");
        file("sys/class/block/sda/holders/md127/dev", "9:127");

        assertThat(use()).isEqualTo("part of md127, used as swap");
    }

    @Test
    void namesTheProgramThatHasAPartitionOpen() throws IOException {
        // why such numbers: no process has them, so that none is this one.
        file("proc/4194305/comm", "blkid");
        file("proc/4194306/comm", "cat");
        for (var link : List.of("4194305/fd/3 /dev/sda1", "4194305/fd/4 /dev/null", "4194306/fd/0 /dev/sdb")) {
            var words = link.split(" ");
            var descriptor = root.resolve("proc").resolve(words[0]);
            Files.createDirectories(descriptor.getParent());
            Files.createSymbolicLink(descriptor, Path.of(words[1]));
        }

        assertThat(use()).isEqualTo("open in blkid (process 4194305)");
    }

    @Test
    void saysThatSomebodyHoldsItWhereNobodyIsNamed() throws IOException {
        assertThat(use()).isEqualTo("held by another program");
    }
}
