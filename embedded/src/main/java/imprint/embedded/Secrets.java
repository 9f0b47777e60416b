package imprint.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Generated passwords, each in a file of its own that only its owner can read. */
public final class Secrets {
    static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");
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
            // why: a database is made with this password; a power cut must not leave it without.
            SecretFile.write(file(name), secret.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
