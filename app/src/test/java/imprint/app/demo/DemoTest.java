package imprint.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DemoTest {
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

    private static Process start(String... arguments) throws Exception {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dimprint.home=" + System.getProperty("imprint.home"),
                "-Dimprint.root=" + Path.of("..").toAbsolutePath().normalize(),
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
