package imprint.imaging.unpacking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The mounts of this process, as the lines of {@code /proc/self/mountinfo} tell them. */
record Mounts(List<String> lines) {
    private static final int MOUNT_POINT = 4;
    private static final int OPTIONS = 5;

    static Mounts ofThisProcess() throws IOException {
        return new Mounts(Files.readAllLines(Path.of("/proc/self/mountinfo")));
    }

    /** @param file absolute and without links */
    boolean letsCodeRunIn(Path file) {
        var depth = 0;
        var letsRun = true;
        for (var line : lines) {
            var fields = line.split(" ");
            var candidate = Path.of(unescaped(fields[MOUNT_POINT]));
            // why also one of the same length: it was mounted later, over the other.
            if (file.startsWith(candidate) && candidate.getNameCount() >= depth) {
                letsRun = !List.of(fields[OPTIONS].split(",")).contains("noexec");
                depth = candidate.getNameCount();
            }
        }
        return letsRun;
    }

    private static String unescaped(String path) {
        return path.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
