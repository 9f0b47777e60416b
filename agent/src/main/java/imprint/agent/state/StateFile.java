package imprint.agent.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON value in a file of mode 0600, replaced whole: after a power cut it holds the old value or the new one.
 *
 * <p>A file that cannot be parsed counts as absent. Failures of the file system are {@link UncheckedIOException}s: an
 * agent that cannot keep its state must not go on.
 */
public final class StateFile<T> {

    private final Path file;
    private final Class<T> type;
    private final JsonMapper json;

    StateFile(Path file, Class<T> type, JsonMapper json) {
        this.file = file;
        this.type = type;
        this.json = json;
    }

    public synchronized Optional<T> read() {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), type));
        } catch (NoSuchFileException | JacksonException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized void write(T value) {
        var whole = json.writeValueAsBytes(value);
        uninterrupted(() -> replace(whole));
    }

    private void replace(byte[] whole) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.deleteIfExists(temporary);
        try (var channel = FileChannel.open(temporary, options, ownerOnly)) {
            for (var bytes = ByteBuffer.wrap(whole); bytes.hasRemaining(); ) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        flushDirectory();
    }

    public synchronized void delete() {
        uninterrupted(() -> {
            if (Files.deleteIfExists(file)) {
                flushDirectory();
            }
        });
    }

    private interface Change {
        void apply() throws IOException;
    }

    private static void uninterrupted(Change change) {
        // why: an interrupt is meant for waits; it closes a channel, and would leave what must be kept unkept.
        var interrupted = false;
        try {
            while (true) {
                try {
                    change.apply();
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted = Thread.interrupted();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void flushDirectory() throws IOException {
        // why: a rename is only in memory until its directory is flushed.
        try (var directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
