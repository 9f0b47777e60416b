package imprint.app.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Checkpoints as lines of JSON, outside the database. */
public record CheckpointFile(Path file) {

    /** Adds a line, which is on the disk when this returns. */
    void add(Checkpoint checkpoint, JsonMapper json) {
        try {
            Files.createDirectories(
                    file.toAbsolutePath().resolveSibling(""),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (var channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                // why a line end before it, too: a power cut may have left half a line.
                var line = ByteBuffer.wrap(
                        ("\n" + json.writeValueAsString(checkpoint) + "\n").getBytes(StandardCharsets.UTF_8));
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint of the audit trail cannot be written to " + file, e);
        }
    }

    /** Those that are whole, in their order; none where there is no file. */
    List<Checkpoint> all(JsonMapper json) {
        if (Files.notExists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("{") && line.endsWith("}"))
                    .map(line -> json.readValue(line, Checkpoint.class))
                    .toList();
        } catch (IOException | UncheckedIOException | JacksonException e) {
            throw new IllegalStateException("%s holds no checkpoints of an audit trail".formatted(file), e);
        }
    }
}
