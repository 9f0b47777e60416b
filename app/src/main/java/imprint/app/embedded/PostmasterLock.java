package imprint.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code postmaster.pid} of a cluster, whose first line is the process id of the server that made it. */
record PostmasterLock(Path file) {
    static PostmasterLock of(Path cluster) {
        return new PostmasterLock(cluster.resolve("postmaster.pid"));
    }

    /**
     * Removes the file when the process that it names is no PostgreSQL.
     *
     * <p>why: PostgreSQL itself only looks whether the process is alive. After a power cut, or in a container, the number
     * is soon somebody else's, and the server would refuse to start for ever.
     */
    void removeIfStale() throws IOException {
        if (Files.exists(file) && !namesPostgres()) {
            Files.delete(file);
        }
    }

    private boolean namesPostgres() throws IOException {
        var lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().matches("[0-9]{1,10}")) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                .flatMap(process -> process.info().command())
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
    }
}
