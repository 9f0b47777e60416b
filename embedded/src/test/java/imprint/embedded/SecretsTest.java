package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path temporary;

    private Secrets secrets;

    @BeforeEach
    void open() {
        secrets = new Secrets(temporary.resolve("secrets"));
    }

    @Test
    void generatesEachSecretOnce() {
        var generated = secrets.findOrGenerate("first");

        assertThat(generated).hasSize(32).isEqualTo(secrets.findOrGenerate("first"));
        assertThat(secrets.findOrGenerate("second")).isNotEqualTo(generated);
    }

    @Test
    void findsNothingBeforeItIsGenerated() {
        assertThat(secrets.find("first")).isEmpty();
    }

    @Test
    void replacesWhatItKeeps() {
        secrets.keep("first", "old");
        secrets.keep("first", "new");

        assertThat(secrets.find("first")).contains("new");
    }

    @Test
    void keepsFilesThatOnlyTheOwnerCanRead() throws IOException {
        secrets.findOrGenerate("first");

        assertThat(permissions(secrets.file("first"))).isEqualTo("rw-------");
        assertThat(permissions(temporary.resolve("secrets"))).isEqualTo("rwx------");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
