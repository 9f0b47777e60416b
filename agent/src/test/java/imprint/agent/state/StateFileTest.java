package imprint.agent.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class StateFileTest {

    @TempDir
    private Path directory;

    private StateDirectory state;
    private StateFile<Kept> file;

    record Kept(String value) {}

    @BeforeEach
    void open() throws IOException {
        state = StateDirectory.open(directory, JsonMapper.builder().build());
        file = state.file("kept", Kept.class);
    }

    @AfterEach
    void close() throws IOException {
        state.close();
    }

    @Test
    void readsWhatWasWritten() {
        file.write(new Kept("one"));
        file.write(new Kept("two"));

        assertThat(file.read()).contains(new Kept("two"));
    }

    @Test
    void belongsToItsOwnerOnly() throws IOException {
        file.write(new Kept("secret"));

        var permissions = Files.getPosixFilePermissions(directory.resolve("kept.json"));

        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void anInterruptDoesNotKeepItFromBeingWritten() {
        Thread.currentThread().interrupt();

        file.write(new Kept("kept"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(file.read()).contains(new Kept("kept"));
    }

    @Test
    void anUnfinishedFileOfAFormerRunIsInNobodysWay() throws IOException {
        Files.writeString(directory.resolve("kept.json.new"), "{\"val");

        file.write(new Kept("whole"));

        assertThat(file.read()).contains(new Kept("whole"));
    }

    @Test
    void aDamagedFileCountsAsAbsent() throws IOException {
        Files.writeString(directory.resolve("kept.json"), "{\"val");

        assertThat(file.read()).isEmpty();
    }

    @Test
    void isGoneAfterItWasDeleted() {
        file.write(new Kept("one"));

        file.delete();
        file.delete();

        assertThat(file.read()).isEmpty();
    }
}
