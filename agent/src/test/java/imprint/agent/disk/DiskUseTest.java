package imprint.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void namesSwapAndArrays() throws IOException {
        file("proc/swaps", "Filename Type Size Used Priority\n/dev/sda1 partition 1 0 -2");
        file("sys/class/block/sda/holders/md127/dev", "9:127");

        assertThat(use()).isEqualTo("part of md127, used as swap");
    }

    @Test
    void saysThatSomebodyHoldsItWhereNobodyIsNamed() throws IOException {
        assertThat(use()).isEqualTo("held by another program");
    }
}
