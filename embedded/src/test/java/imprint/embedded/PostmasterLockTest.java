package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmasterLockTest {
    private static final String NOBODY = "2147483646";

    @TempDir
    Path cluster;

    @ParameterizedTest
    @ValueSource(strings = {NOBODY, "", "no number"})
    void isRemovedWhenItNamesNoProcess(String pid) throws IOException {
        assertThat(fileAfterCheckOf(pid)).doesNotExist();
    }

    @Test
    void isRemovedWhenItsNumberIsNowAnotherProgram() throws IOException {
        assertThat(fileAfterCheckOf(Long.toString(ProcessHandle.current().pid())))
                .doesNotExist();
    }

    @Test
    void staysWithTheServerOfTheCluster() throws IOException {
        var process = server(cluster);
        try {
            assertThat(fileAfterCheckOf(Long.toString(process.pid()))).exists();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void isRemovedWhenItsNumberIsNowTheServerOfAnotherCluster(@TempDir Path other) throws IOException {
        var process = server(other);
        try {
            assertThat(fileAfterCheckOf(Long.toString(process.pid()))).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    /** A shell under PostgreSQL's name, which waits until it is ended. */
    private Process server(Path directory) throws IOException {
        var program = Files.copy(Path.of("/bin/sh"), cluster.resolve("postgres"));
        return new ProcessBuilder(program.toString(), "-c", "read -r _", "server", "-D", directory.toString()).start();
    }

    private Path fileAfterCheckOf(String pid) throws IOException {
        var file = Files.writeString(cluster.resolve("postmaster.pid"), pid + "\n/somewhere\n");
        PostmasterLock.of(cluster).removeIfStale();
        return file;
    }
}
