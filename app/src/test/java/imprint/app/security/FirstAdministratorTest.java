package imprint.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import imprint.workflows.person.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.password.PasswordEncoder;

@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTest {

    @TempDir
    private Path directory;

    private final People people = mock();
    private final PasswordEncoder encoder = mock();

    @Test
    void takesThePasswordFromAFileAndTellsNobody(CapturedOutput output) throws IOException {
        when(encoder.encode("chosen")).thenReturn("hash");
        when(people.addFirst(any(), any())).thenReturn(true);

        start(Files.writeString(directory.resolve("password"), "chosen\n"));

        verify(people).addFirst("admin", "hash");
        assertThat(output).doesNotContain("Administrator", "chosen");
    }

    @Test
    void doesNotStartWithAnEmptyPassword() throws IOException {
        var empty = Files.writeString(directory.resolve("password"), "\n");

        assertThatThrownBy(() -> start(empty)).hasMessageContaining("holds no password");
    }

    private void start(Path file) throws IOException {
        new FirstAdministrator(people, encoder, new AdministratorSettings(file)).run(new DefaultApplicationArguments());
    }
}
