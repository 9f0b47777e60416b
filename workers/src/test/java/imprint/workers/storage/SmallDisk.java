package imprint.workers.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of 4 MiB in memory; only root can mount one, others skip the test. */
record SmallDisk(Path directory) implements AutoCloseable {

    static SmallDisk mount() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("small-disk");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=4m,mode=0777", "tmpfs", directory.toString());
        assumeTrue(mounted, "only root can mount a small disk");
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
