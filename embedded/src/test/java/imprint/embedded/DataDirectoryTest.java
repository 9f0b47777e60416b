package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void isNotWhereLogsCannotBe() {
        assertThatThrownBy(() -> DataDirectory.open(temporary.resolve("50%25/data")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll("50%25/data has a percent sign in its path", "--data");
        assertThat(temporary.resolve("50%25")).doesNotExist();
    }

    @Test
    void isOpenToItsOwnerOnly() throws IOException {
        try (var data = DataDirectory.open(temporary.resolve("new/data"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void refusesASecondInstance() throws IOException {
        var path = temporary.resolve("data");
        try (var _ = DataDirectory.open(path)) {
            assertThatThrownBy(() -> DataDirectory.open(path))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("in use by another instance")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void canBeOpenedAgainAfterItWasClosed() throws IOException {
        var path = temporary.resolve("data");
        DataDirectory.open(path).close();

        try (var data = DataDirectory.open(path)) {
            assertThat(data.directory("log")).isDirectory();
        }
    }

    @Test
    void leavesADirectoryAloneThatHoldsOtherFiles() throws IOException {
        Files.writeString(temporary.resolve("letter.txt"), "Dear reader");

        assertThatThrownBy(() -> DataDirectory.open(temporary))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("not Imprint's");
        assertThat(temporary).isDirectoryNotContaining("glob:**lock");
    }

    @Test
    void saysWhyItCannotBeMade() throws IOException {
        var file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("cannot be used");
    }
}
