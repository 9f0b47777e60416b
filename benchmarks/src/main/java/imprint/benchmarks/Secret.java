package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords for one run, and the files in which programs find them. */
final class Secret {

    private Secret() {}

    static String random() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A file that nobody else can read. */
    static Path file(Laboratory laboratory, String name, String content) throws IOException {
        var file = Files.createFile(
                laboratory.file(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, content, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
