package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/** A directory and the programs that run in it; they end with the benchmark; it goes when that has succeeded. */
final class Laboratory implements AutoCloseable {

    private final Path directory;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean closed;
    private boolean kept = true;

    Laboratory(Path directory) throws IOException {
        this.directory = directory.toAbsolutePath().normalize();
        delete();
        Files.createDirectories(this.directory);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    Path directory(String name) throws IOException {
        return Files.createDirectories(file(name));
    }

    /** Nothing in the directory is of use to anybody any more; until this is said, the logs in it are. */
    synchronized void done() {
        kept = false;
    }

    /** To be closed when the benchmark ends, also by Ctrl-C. */
    synchronized <T extends AutoCloseable> T running(T part) {
        running.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (!running.isEmpty()) {
            try (var part = running.pop()) {
                // why: closing is all that is left to do.
            } catch (Exception e) {
                System.err.println("Could not be closed: " + e);
            }
        }
        if (!kept) {
            delete();
        }
    }

    private void delete() {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                System.err.println("Could not be removed: " + e);
            }
        }
    }
}
