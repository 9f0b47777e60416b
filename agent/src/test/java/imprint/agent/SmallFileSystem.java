package imprint.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory with a file system of its own, in memory, that is soon full. */
record SmallFileSystem(Path directory) implements AutoCloseable {

    static SmallFileSystem mounted(Path directory, long bytes) throws IOException, InterruptedException {
        Files.createDirectory(directory);
        LoopDevice.run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "none", directory.toString());
        return new SmallFileSystem(directory);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // why lazily: the kernel may not be done yet with a loop device that was over a file in it.
        LoopDevice.run("umount", "--lazy", directory.toString());
    }
}
