package imprint.app.keys;

import imprint.embedded.SecretFile;
import imprint.workflows.storage.PasswordKey;
import imprint.workflows.storage.PasswordKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keys in files of our own: {@code passwords.key} is the newest, made when it is first asked for, and
 * {@code passwords-ID.key} are older ones. Each is read anew each time, because other nodes renew and remove them, too.
 */
final class PasswordKeyFiles implements PasswordKeys {

    private final Path directory;
    private final Path newest;

    PasswordKeyFiles(Path directory) {
        this.directory = directory;
        this.newest = directory.resolve("passwords.key");
    }

    @Override
    public List<PasswordKey> all() {
        if (Files.notExists(newest) && older().isEmpty()) {
            write(newest, random());
        }
        var first = PasswordKeyFile.read(newest);
        return Stream.concat(
                        Stream.of(first),
                        older().stream()
                                .map(PasswordKeyFile::read)
                                .filter(key -> !key.id().equals(first.id())))
                .toList();
    }

    @Override
    public void renew() {
        var old = newest();
        // why first: at no moment is the old key nowhere, wherever this is cut.
        write(older(old.id()), old.key().getEncoded());
        write(newest, random());
    }

    @Override
    public void remove(String id) {
        try {
            Files.deleteIfExists(older(id));
        } catch (IOException e) {
            throw new UncheckedIOException("The key file %s cannot be deleted".formatted(older(id)), e);
        }
    }

    private Path older(String id) {
        return directory.resolve("passwords-" + id + ".key");
    }

    private List<Path> older() {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("passwords-.*\\.key"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The key files in %s cannot be listed".formatted(directory), e);
        }
    }

    private static byte[] random() {
        var key = new byte[PasswordKey.BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static void write(Path file, byte[] key) {
        try {
            SecretFile.write(file, key);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file %s cannot be written".formatted(file), e);
        }
    }
}
