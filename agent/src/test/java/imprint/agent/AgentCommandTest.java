package imprint.agent;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.agent.state.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

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
    void takesTheLastOfAnOptionThatIsGivenTwice() {
        assertThat(run("--server", "http://imprint.example", "--server", "nonsense", "--disk", "missing"))
                .isEqualTo(2);
        assertThat(said.toString()).contains("--server: give an address like");
    }

    @Test
    void saysThatThereIsNoSuchDisk() {
        var disk = directory.resolve("missing").toString();

        assertThat(run("--server", "http://imprint.example", "--disk", disk)).isEqualTo(2);
        assertThat(said.toString()).contains("--disk: there is no " + disk);
    }

    @ParameterizedTest
    @CsvSource({"--join-file,''", "--join,@"})
    void saysThatThereIsNoJoinTokenWhereItShouldBe(String option, String mark) throws IOException {
        var disk = TestDisks.empty(directory.resolve("disk"), 512).toString();
        var missing = directory.resolve("missing");

        assertThat(run("--server", "http://imprint.example", "--disk", disk, option, mark + missing))
                .isEqualTo(2);
        assertThat(run("--server", "http://imprint.example", "--disk", disk, option, mark + directory))
                .isEqualTo(2);

        assertThat(said.toString())
                .contains("%s: there is no %s".formatted(option, missing))
                .contains("%s: %s cannot be read".formatted(option, directory));
        assertThat(Files.exists(Path.of(disk + ".agent"))).isFalse();
    }

    @Test
    void needsNoJoinTokenOnceItIsEnrolled() throws IOException {
        var disk = TestDisks.empty(directory.resolve("disk"), 512).toString();
        var state = directory.resolve("state");
        var missing = directory.resolve("missing").toString();
        try (var kept = StateDirectory.open(state, JsonMapper.builder().build())) {
            kept.file(Agent.CREDENTIAL, Map.class).write(Map.of());

            // why: so far it comes only when it does without the token.
            assertThat(run(
                            "--server",
                            "http://imprint.example",
                            "--disk",
                            disk,
                            "--state",
                            state.toString(),
                            "--join-file",
                            missing))
                    .isEqualTo(1);
        }
        assertThat(said.toString()).contains("in use by another agent");
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

    private int runWithDisk(Path disk, String... more) {
        var arguments = new ArrayList<>(List.of("--server", "http://imprint.example", "--disk", disk.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void refusesADirectoryOrAPipeAsADisk() throws Exception {
        var pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        for (var disk : List.of(directory, pipe, Path.of("/dev/null"))) {
            assertThat(runWithDisk(disk)).isEqualTo(2);
            assertThat(said.toString()).contains(disk + " is neither a file nor a block device");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void refusesAFileThatIsNotOfWholeSectors(int bytes) throws IOException {
        assertThat(runWithDisk(TestDisks.empty(directory.resolve("disk"), bytes)))
                .isEqualTo(2);

        assertThat(said.toString()).contains("has %s bytes: give a file of whole sectors".formatted(bytes));
        assertThat(Files.exists(directory.resolve("disk.agent"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--product", "--host-name"})
    void refusesADeviceThatHasNothingToSay(String option) throws IOException {
        assertThat(runWithDisk(TestDisks.empty(directory.resolve("disk"), 512), option, " "))
                .isEqualTo(2);

        assertThat(said.toString()).contains(option + ": give a text");
    }

    @Test
    void refusesForARealMachineWhatOnlyAVirtualDeviceCanBeTold() {
        assertThat(run("--server", "http://imprint.example", "--mac", "a8:00:00:00:00:01", "--os-name", "X"))
                .isEqualTo(2);

        assertThat(said.toString()).contains("--mac, --os-name: only a virtual device can be told that");
    }
}
