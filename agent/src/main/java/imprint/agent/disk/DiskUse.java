package imprint.agent.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
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
        if (uses.isEmpty()) {
            uses.addAll(programs(devices));
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
            var sources = sources(device);
            for (var process : processes()) {
                lines(process.resolve("mountinfo"))
                        .map(line -> line.split(" ", -1))
                        .filter(fields -> fields.length > 4 && fields[2].equals(wanted) || isMountOf(fields, sources))
                        .forEach(fields -> mounts.add("mounted at " + fields[4]));
            }
        }
        return mounts;
    }

    /** The devices of a file system that has numbers of its own. */
    private Set<String> sources(String device) throws IOException {
        var sources = new LinkedHashSet<String>();
        for (var fileSystem : names(root.resolve("sys/fs/btrfs"))) {
            var members = names(root.resolve("sys/fs/btrfs").resolve(fileSystem).resolve("devices"));
            if (members.contains(device)) {
                members.forEach(member -> sources.add("/dev/" + member));
            }
        }
        return sources;
    }

    private static boolean isMountOf(String[] fields, Set<String> sources) {
        var source = List.of(fields).indexOf("-") + 2;
        return source > 2 && source < fields.length && sources.contains(fields[source]);
    }

    private List<String> swaps(String device) {
        return lines(root.resolve("proc/swaps"))
                .filter(line -> line.startsWith("/dev/" + device + " "))
                .map(_ -> "used as swap")
                .toList();
    }

    /** Those that have one of the devices open, without ourselves. */
    private Set<String> programs(List<String> devices) throws IOException {
        var programs = new LinkedHashSet<String>();
        var self = root.resolve("proc")
                .resolve(Long.toString(ProcessHandle.current().pid()));
        for (var process : processes()) {
            if (!process.equals(self) && openFiles(process).anyMatch(file -> isOneOf(devices, file))) {
                var name = lines(process.resolve("comm")).findFirst().orElse("a program");
                programs.add("open in %s (process %s)".formatted(name, process.getFileName()));
            }
        }
        return programs;
    }

    private static boolean isOneOf(List<String> devices, Path file) {
        return file.startsWith("/dev") && devices.contains(file.getFileName().toString());
    }

    private List<Path> processes() throws IOException {
        return names(root.resolve("proc")).stream()
                .filter(name -> Character.isDigit(name.charAt(0)))
                .map(root.resolve("proc")::resolve)
                .toList();
    }

    private static Stream<Path> openFiles(Path process) {
        var files = new ArrayList<Path>();
        try (var descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var descriptor : descriptors) {
                files.add(Files.readSymbolicLink(descriptor));
            }
        } catch (IOException | DirectoryIteratorException e) {
            // why: processes end, or are another user's, while we look; what was seen so far counts.
            return files.stream();
        }
        return files.stream();
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
