package imprint.app.keys;

import imprint.workflows.storage.PasswordKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key of 32 bytes in a file. */
final class PasswordKeyFile {

    private PasswordKeyFile() {}

    /** @throws IllegalStateException with a sentence for a person */
    static PasswordKey read(Path file) {
        try {
            var size = Files.size(file);
            if (size != PasswordKey.BYTES) {
                throw new IllegalStateException(
                        "%s is no key for passwords: it must have %s bytes, and has %s. openssl rand -out FILE 32 makes one"
                                .formatted(file, PasswordKey.BYTES, size));
            }
            return PasswordKey.of(Files.readAllBytes(file));
        } catch (IOException e) {
            // why not as the cause: of a failed start, the innermost message is told, and this one has no words.
            throw new IllegalStateException(
                    "The key for passwords in %s cannot be read (%s): put it there, and let this user read it"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }
}
