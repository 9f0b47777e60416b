package imprint.agent.state;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import tools.jackson.databind.json.JsonMapper;

/** The agent's own directory, mode 0700, held by one agent at a time. */
public final class StateDirectory implements Closeable {

    private final Path directory;
    private final JsonMapper json;
    private final FileChannel lock;

    private StateDirectory(Path directory, JsonMapper json, FileChannel lock) {
        this.directory = directory;
        this.json = json;
        this.lock = lock;
    }

    /**
     * Makes the directory where there is none.
     *
     * @throws IOException also when another agent holds it
     */
    public static StateDirectory open(Path directory, JsonMapper json) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        var lock = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(lock)) {
            lock.close();
            throw new FileSystemException(directory.toString(), null, "in use by another agent");
        }
        return new StateDirectory(directory, json, lock);
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Whether a former run has kept a value of that name there. */
    public static boolean holds(Path directory, String name) {
        return Files.exists(fileIn(directory, name));
    }

    public <T> StateFile<T> file(String name, Class<T> type) {
        return new StateFile<>(fileIn(directory, name), type, json);
    }

    private static Path fileIn(Path directory, String name) {
        return directory.resolve(name + ".json");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
