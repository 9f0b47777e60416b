package imprint.agent.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The loop devices of this machine, from {@code /sys/block}. */
final class LoopDevices {

    private static final Path SYS_BLOCK = Path.of("/sys/block");

    private LoopDevices() {}

    /** Those that show {@code file} as a disk. */
    static List<Path> over(Path file) throws IOException {
        if (!Files.isDirectory(SYS_BLOCK)) {
            return List.of();
        }
        try (var loops = Files.newDirectoryStream(SYS_BLOCK, "loop*")) {
            return StreamSupport.stream(loops.spliterator(), false)
                    .filter(loop -> isBackedBy(loop, file))
                    .map(loop -> Path.of("/dev").resolve(loop.getFileName()))
                    .toList();
        }
    }

    private static boolean isBackedBy(Path loop, Path file) {
        try {
            var backing = Files.readString(loop.resolve("loop/backing_file")).strip();
            return Files.isSameFile(Path.of(backing), file);
        } catch (IOException e) {
            // why: an idle loop device has no such file, and one may become idle while we look.
            return false;
        }
    }
}
