package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    @TempDir
    private Path temporary;

    @Test
    void isForItsOwnerAlone() throws IOException {
        var file = temporary.resolve("keys/some.key");
        SecretFile.write(file, new byte[] {1, 2, 3});
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void isReplacedAsAWhole() throws IOException {
        var file = temporary.resolve("some.key");
        SecretFile.write(file, new byte[] {1, 2, 3});
        SecretFile.write(file, new byte[] {4});
        assertThat(file).hasBinaryContent(new byte[] {4});
    }

    @Test
    void leavesNothingOfAnAttemptThatFailed() throws IOException {
        var file = Files.createDirectories(temporary.resolve("some.key"));
        Files.createFile(file.resolve("in the way"));
        assertThatThrownBy(() -> SecretFile.write(file, new byte[] {1})).isInstanceOf(IOException.class);
        try (var files = Files.list(temporary)) {
            assertThat(files).containsExactly(file);
        }
    }
}
