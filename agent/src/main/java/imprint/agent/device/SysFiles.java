package imprint.agent.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one-line files in which Linux describes the machine.
 *
 * @param root {@code /}, or what a test made up
 */
record SysFiles(Path root) {

    Path path(String name) {
        return root.resolve(name);
    }

    /** Null where there is no such file, where it is empty, or where this user may not read it. */
    @Nullable
    String line(String name) {
        try {
            // why: a text of the device tree ends in a zero.
            var line = Files.readString(path(name)).replace("\0", "").strip();
            return line.isEmpty() ? null : line;
        } catch (IOException e) {
            return null;
        }
    }

    long number(String name, long otherwise) {
        var line = line(name);
        return line == null ? otherwise : Long.parseLong(line);
    }

    /** The names in a directory, sorted; none where it does not exist. */
    List<String> names(String directory) {
        if (!Files.isDirectory(path(directory))) {
            return List.of();
        }
        try (var entries = Files.list(path(directory))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the device hangs on a bus of that name, as its real place in {@code /sys} tells. */
    boolean isOnBus(String device, String bus) {
        try {
            return path(device).toRealPath().toString().contains("/" + bus);
        } catch (IOException e) {
            return false;
        }
    }
}
