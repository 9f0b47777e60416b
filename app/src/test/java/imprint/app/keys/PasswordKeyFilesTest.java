package imprint.app.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workflows.failure.Conflict;
import imprint.workflows.storage.PasswordKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordKeyFilesTest {

    @TempDir
    private Path directory;

    private PasswordKeyFiles keys;

    @BeforeEach
    void open() {
        keys = new PasswordKeyFiles(directory.resolve("keys"));
    }

    @Test
    void makesAKeyThatItsOwnerAloneReadsAndFindsItAgain() throws IOException {
        var made = keys.newest();

        assertThat(new PasswordKeyFiles(directory.resolve("keys")).newest()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("keys/passwords.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsTheOldKeyUntilItIsRemoved() {
        var old = keys.newest();

        keys.renew();
        assertThat(keys.all()).hasSize(2).last().isEqualTo(old);

        keys.remove(old.id());
        assertThat(keys.all()).hasSize(1).doesNotContain(old);
    }

    @Test
    void listsAKeyOnceWhenARenewalWasCutBetweenItsFiles() throws IOException {
        var old = keys.newest();
        Files.copy(directory.resolve("keys/passwords.key"), directory.resolve("keys/passwords-" + old.id() + ".key"));

        assertThat(keys.all()).containsExactly(old);
        keys.renew();
        assertThat(keys.all()).hasSize(2).last().isEqualTo(old);
    }

    @Test
    void makesNoNewKeyInThePlaceOfOneThatWasLost() throws IOException {
        keys.newest();
        keys.renew();
        Files.delete(directory.resolve("keys/passwords.key"));

        assertThatThrownBy(() -> keys.newest())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("passwords.key")
                .hasNoCause();
    }

    @Test
    void saysInOneSentenceThatAFileIsNoKey() throws IOException {
        var file = Files.writeString(directory.resolve("key"), "too short");

        assertThatThrownBy(() -> new GivenPasswordKeys(List.of(file)).all())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("32 bytes")
                .hasNoCause();
    }

    @Test
    void takesKeysFromOutsideInTheirOrderAndLeavesThemAlone() throws IOException {
        var newer = Files.write(directory.resolve("newer"), new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32
        });
        var older = Files.write(directory.resolve("older"), new byte[PasswordKey.BYTES]);
        var given = new GivenPasswordKeys(List.of(newer, older));

        var before = given.all();
        given.renew();

        assertThat(given.all()).isEqualTo(before).hasSize(2);
        assertThat(given.newest()).isEqualTo(PasswordKey.of(Files.readAllBytes(newer)));
        assertThatThrownBy(() -> given.remove(before.getLast().id())).isInstanceOf(Conflict.class);
    }
}
