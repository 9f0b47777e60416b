package imprint.agent.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who uses a block device or a partition of it, as far as Linux tells. */
record DiskUse(Path root) {

    static DiskUse ofThisMachine() {
        return new DiskUse(Path.of("/"));
    }

    /** In words, as in "mounted at /srv"; for a holder that nobody names, that there is one. */
    String of(String device) throws IOException {
        var devices = new ArrayList<>(List.of(device));
        devices.addAll(partitions(device));
        var uses = new LinkedHashSet<String>();
        for (var name : devices) {
            uses.addAll(mounts(name));
            uses.addAll(swaps(name));
            names(block(name).resolve("holders")).forEach(holder -> uses.add("part of " + holder));
        }
        return uses.isEmpty() ? "held by another program" : String.join(", ", uses);
    }

    private Path block(String device) {
        return root.resolve("sys/class/block").resolve(device);
    }

    List<String> partitions(String device) throws IOException {
        return names(block(device)).stream()
                .filter(name -> Files.exists(block(device).resolve(name).resolve("partition")))
                .toList();
    }

    /** In all name spaces that a process lives in. */
    private Set<String> mounts(String device) throws IOException {
        var numbers = block(device).resolve("dev");
        var mounts = new LinkedHashSet<String>();
        if (Files.exists(numbers)) {
            var wanted = Files.readString(numbers).strip();
            for (var process : names(root.resolve("proc"))) {
                if (Character.isDigit(process.charAt(0))) {
                    lines(root.resolve("proc").resolve(process).resolve("mountinfo"))
                            .map(line -> line.split(" ", -1))
                            .filter(fields -> fields.length > 4 && fields[2].equals(wanted))
                            .forEach(fields -> mounts.add("mounted at " + fields[4]));
                }
            }
        }
        return mounts;
    }

    private List<String> swaps(String device) {
        return lines(root.resolve("proc/swaps"))
                .filter(line -> line.startsWith("/dev/" + device + " "))
                .map(_ -> "used as swap")
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            // why: processes end, or are another user's, while we look.
            return Stream.empty();
        }
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
