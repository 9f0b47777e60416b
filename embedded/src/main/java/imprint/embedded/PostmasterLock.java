package imprint.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The {@code postmaster.pid} of a cluster, whose first line is the process id of the server that made it. */
record PostmasterLock(Path file) {
    static PostmasterLock of(Path cluster) {
        return new PostmasterLock(cluster.resolve("postmaster.pid"));
    }

    /**
     * Removes the file when the process that it names is not the server of this cluster.
     *
     * <p>why: PostgreSQL itself only looks whether the process is alive. After a power cut, or in a container, the number
     * is soon somebody else's, even another PostgreSQL's, and the server would refuse to start for ever.
     */
    void removeIfStale() throws IOException {
        if (Files.exists(file) && !namesServer()) {
            Files.delete(file);
        }
    }

    private boolean namesServer() throws IOException {
        var lines = Files.readAllLines(file);
        return !lines.isEmpty() && lines.getFirst().matches("[0-9]{1,10}") && isServer(lines.getFirst());
    }

    // why by its command, which everybody may read: its program is hidden from those who may not trace it, as a server
    // in another user namespace is. A server's helpers have other commands, and one that has died has none.
    private boolean isServer(String pid) throws IOException {
        var command = command(pid);
        var place = Arrays.asList(command).indexOf("-D") + 1;
        return (command[0].equals("postgres") || command[0].endsWith("/postgres"))
                && place > 0
                && place < command.length
                && isCluster(Path.of(command[place]));
    }

    private static String[] command(String pid) {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc", pid, "cmdline"));
            // why not readString: others' command lines may be no UTF-8.
            return new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
        } catch (IOException e) {
            // why: it has just ended.
            return new String[] {""};
        }
    }

    // why another name counts when nothing is there: the directory may have been renamed below a server that runs.
    private boolean isCluster(Path directory) throws IOException {
        return !Files.exists(directory) || Files.isSameFile(directory, file.getParent());
    }
}
