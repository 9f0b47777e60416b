package imprint.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentCommandTest {

    private final StringWriter said = new StringWriter();

    @TempDir
    private Path directory;

    private int run(String... arguments) {
        return AgentCommand.commandLine().setErr(new PrintWriter(said)).execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "ftp://imprint.example", "//imprint.example", "http:opaque"})
    void refusesAServerThatIsNoWebAddress(String server) throws IOException {
        var disk = TestDisks.empty(directory.resolve("disk"), 512);

        assertThat(run("--server", server, "--disk", disk.toString())).isEqualTo(2);
        assertThat(said.toString()).contains("--server: give an address like");
    }

    @Test
    void saysThatThereIsNoSuchDisk() {
        var disk = directory.resolve("missing").toString();

        assertThat(run("--server", "http://imprint.example", "--disk", disk)).isEqualTo(2);
        assertThat(said.toString()).contains("--disk: there is no " + disk);
    }

    @Test
    void leavesNothingBehindForADiskThatDoesNotExist() {
        run(
                "--server",
                "http://imprint.example",
                "--disk",
                directory.resolve("missing").toString());

        assertThat(Files.exists(directory.resolve("missing.agent"))).isFalse();
    }
}
