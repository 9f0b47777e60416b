package imprint.workers.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The files of a spool: {@code captures/OPERATION} and {@code images/DIGEST}, a directory each. */
record SpoolFiles(Path root) {

    static Path manifest(Path directory) {
        return directory.resolve("manifest");
    }

    Path captures() {
        return root.resolve("captures");
    }

    Path images() {
        return root.resolve("images");
    }

    /** Where a directory is prepared before it is moved to its place, or after it was moved away. */
    Path passing() {
        return root.resolve("passing");
    }

    /** Makes the directories, and removes what a crash has left in passing. */
    void prepare() throws IOException {
        for (Path directory : List.of(captures(), images(), passing())) {
            Files.createDirectories(directory);
        }
        for (Path left : children(passing())) {
            delete(left);
        }
    }

    static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        }
    }

    /** Removes a directory of plain files, or one file. */
    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            for (Path file : children(path)) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(path);
    }

    static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
