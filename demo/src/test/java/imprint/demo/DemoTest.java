package imprint.demo;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.testing.Need;
import imprint.testing.Needs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class DemoTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path temporary;

    /** why a process of its own: it is what a person starts, with an exit status and children to be left behind. */
    @Test
    void clonesAddsAppliesAndProvesThatTheDisksAreEqual() throws Exception {
        var demo = start("--exit", "--data", temporary.resolve("demo").toString());

        var output = demo.inputReader().readAllAsString();

        assertThat(demo.waitFor()).as(output).isZero();
        assertThat(output)
                .containsPattern("clone of kiosk-1 +10 of 10 .* yes \\(zstd -dc \\| cmp\\)")
                .containsPattern("add blank.img.gz +4 of 4 .* yes \\(sha256sum, gzip -dc \\| cmp\\)")
                .containsPattern("apply to kiosk-2 +10 of 10 .* yes \\(cmp, e2fsck\\)")
                .containsPattern("apply to kiosk-3 +10 of 10 .* yes \\(cmp, e2fsck\\)")
                .containsPattern("re-apply to kiosk-2 +10 of 10 .* yes \\(cmp, e2fsck\\)")
                .contains("5 of 5 operations succeeded and left equal disks.");
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(command -> command.contains(temporary.toString()));
    }

    /** why all files: engine, database, history and logs keep theirs below the demo's directory. */
    @ParameterizedTest
    @EnumSource(value = StorageChoice.class, mode = EnumSource.Mode.EXCLUDE, names = "FILE")
    @Needs({Need.DOCKER, Need.LIBNFS, Need.OPENSSL})
    void keepsImagesOnAServerAndItsPasswordToItself(StorageChoice storage) throws Exception {
        var directory = temporary.resolve("demo");

        var demo = start("--exit", "--storage", storage.name(), "--data", directory.toString());
        var output = demo.inputReader().readAllAsString();

        assertThat(demo.waitFor()).as(output).isZero();
        assertThat(output).contains("5 of 5 operations succeeded and left equal disks.");
        assertThat(Tool.DOCKER.run("ps", "--all", "--quiet", "--filter", "volume=" + directory.resolve("images")))
                .isBlank();
        var environment = Files.readString(directory.resolve("storage-server"));
        var password = environment.replaceAll("(?s).*PASSWORD=([^\n]+).*", "$1");
        var basic = Base64.getEncoder().encodeToString(("demo:" + password).getBytes(StandardCharsets.UTF_8));
        assertThat(output).doesNotContain(password, basic);
        assertThat(filesWith(directory, password)).containsExactly(directory.resolve("storage-server"));
        assertThat(filesWith(directory, basic)).isEmpty();
    }

    private List<Path> filesWith(Path directory, String secret) throws Exception {
        var pattern = Files.writeString(temporary.resolve("pattern"), secret);
        var grep = new ProcessBuilder("grep", "-rlaF", "-f", pattern.toString(), directory.toString()).start();
        return grep.inputReader().readAllLines().stream().map(Path::of).toList();
    }

    private static Process start(String... arguments) throws Exception {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dimprint.home=" + ROOT.resolve("embedded/target/dist"),
                "-Dimprint.root=" + ROOT,
                "-classpath",
                System.getProperty("java.class.path"),
                Demo.class.getName());
        return new ProcessBuilder(Stream.of(command, List.of(arguments))
                        .flatMap(List::stream)
                        .toList())
                .redirectErrorStream(true)
                .start();
    }
}
