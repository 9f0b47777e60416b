package imprint.app.keys;

import imprint.embedded.SecretFile;
import imprint.workflows.audit.AuditKey;
import imprint.workflows.audit.AuditKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keys in files: {@code audit.key} is the one for new entries, made when it is first asked for; somebody who replaces it
 * keeps the old one as {@code audit-OLD.key}, with which older entries are verified. All nodes need the same files.
 */
final class AuditKeyFiles implements AuditKeys {

    private final Path directory;
    private final Path newest;

    AuditKeyFiles(Path directory) {
        this.directory = directory;
        this.newest = directory.resolve("audit.key");
    }

    @Override
    public List<AuditKey> all() {
        if (Files.notExists(newest)) {
            make();
        }
        return Stream.concat(Stream.of(newest), older().stream())
                .map(AuditKeyFiles::read)
                .toList();
    }

    private void make() {
        var key = new byte[AuditKey.BYTES];
        new SecureRandom().nextBytes(key);
        try {
            SecretFile.write(newest, key);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file %s cannot be written".formatted(newest), e);
        }
    }

    private List<Path> older() {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("audit-.*\\.key"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The key files in %s cannot be listed".formatted(directory), e);
        }
    }

    private static AuditKey read(Path file) {
        try {
            return AuditKey.of(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("%s is no key for the audit trail. %s".formatted(file, e.getMessage()));
        } catch (IOException e) {
            // why not as the cause: of a failed start, the innermost message is told, and this one has no words.
            throw new IllegalStateException(
                    "The key for the audit trail in %s cannot be read (%s): put it there, and let this user read it"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }
}
