package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.testing.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of 4 MiB in memory; tests that cannot mount one are left out. */
record SmallDisk(Path directory) implements AutoCloseable {

    static SmallDisk mount() throws IOException, InterruptedException {
        Need.MOUNT.require();
        Path directory = Files.createTempDirectory("small-disk");
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=4m,mode=0777", "tmpfs", directory.toString()))
                .isTrue();
        return new SmallDisk(directory);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "--lazy", directory.toString());
        Files.delete(directory);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
