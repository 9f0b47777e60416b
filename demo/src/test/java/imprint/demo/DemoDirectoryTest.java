package imprint.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void takesThePlaceOfAnEarlierDemo() throws Exception {
        var path = temporary.resolve("demo");
        try (var earlier = DemoDirectory.fresh(path)) {
            Files.writeString(earlier.directory("disks").resolve("old.img"), "old");
        }

        try (var fresh = DemoDirectory.fresh(path)) {
            assertThat(fresh.directory("disks")).isEmptyDirectory();
        }
    }

    @Test
    void deletesNothingThatIsNotOfADemo() throws Exception {
        Files.writeString(temporary.resolve("letter"), "dear");

        assertThatExceptionOfType(DemoFailed.class).isThrownBy(() -> DemoDirectory.fresh(temporary));

        assertThat(temporary.resolve("letter")).hasContent("dear");
    }

    @Test
    void isOnlyOneDemosAtATime() throws Exception {
        try (var running = DemoDirectory.fresh(temporary.resolve("demo"))) {
            assertThatExceptionOfType(DemoFailed.class)
                    .isThrownBy(() -> DemoDirectory.fresh(running.path()))
                    .withMessageContaining("Another demo is running");
        }
    }

    @Test
    void keepsSecretsFromEverybodyElse() throws Exception {
        try (var directory = DemoDirectory.fresh(temporary.resolve("demo"))) {
            var file = directory.keepSecret("password", "x");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }
}
