package imprint.app.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Generated passwords, each in a file of its own that only its owner can read. */
public final class Secrets {
    static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");
    private static final int RANDOM_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final Path directory;

    Secrets(Path directory) {
        this.directory = directory;
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    public Optional<String> find(String name) {
        try {
            return Files.exists(file(name)) ? Optional.of(Files.readString(file(name))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Generates it at the first call with this name: 32 characters of base64url. */
    public String findOrGenerate(String name) {
        return find(name).orElseGet(() -> generate(name));
    }

    private String generate(String name) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        keep(name, secret);
        return secret;
    }

    /** Replaces the secret of this name. */
    public void keep(String name, String secret) {
        try {
            write(name, secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String secret) throws IOException {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY_DIRECTORY));
        var whole =
                Files.createTempFile(directory, name, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY_FILE));
        // why SYNC: a database is made with this password; a power cut must not leave it without.
        Files.writeString(whole, secret, StandardOpenOption.SYNC);
        Files.move(whole, file(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
