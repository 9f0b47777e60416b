package imprint.imaging.unpacking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCodeTest {
    @TempDir
    Path directory;

    private Path own;
    private Path temporary;

    @BeforeEach
    void makePlaces() throws IOException {
        directory = directory.toRealPath();
        own = Files.createDirectories(directory.resolve("data dir/native"));
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    @Test
    void isUnpackedInItsOwnDirectoryWithoutWhatIsLeftThere() throws IOException {
        Files.createFile(Files.createDirectory(own.resolve("old")).resolve("libzstd.so"));

        assertThat(NativeCode.directory(own, temporary, mounts("rw", "rw,noexec")))
                .isEqualTo(own)
                .isEmptyDirectory();
    }

    @Test
    void isUnpackedInTheSystemsDirectoryWhereTheOwnOneIsMountedNoexec() throws IOException {
        assertThat(NativeCode.directory(own, temporary, mounts("rw,nosuid,noexec", "rw")))
                .isEqualTo(temporary);
    }

    @Test
    void saysThatBothAreMountedNoexec() {
        assertThatExceptionOfType(NoExec.class)
                .isThrownBy(() -> NativeCode.directory(own, temporary, mounts("noexec", "noexec")))
                .withMessageContainingAll(own.toString(), temporary.toString(), "noexec");
    }

    @Test
    void asksTheMountThatIsOverTheOthers() {
        var mounts = new Mounts(List.of(line("/data", "rw"), line("/data", "rw,noexec"), line("/", "rw")));

        assertThat(mounts.letsCodeRunIn(Path.of("/data/native"))).isFalse();
        assertThat(mounts.letsCodeRunIn(Path.of("/database"))).isTrue();
    }

    @Test
    void readsTheMountsOfThisProcess() throws IOException {
        assertThat(Mounts.ofThisProcess().letsCodeRunIn(Path.of(System.getProperty("java.home"))))
                .isTrue();
    }

    private Mounts mounts(String ofOwn, String ofTemporary) {
        var data = directory.resolve("data dir").toString().replace(" ", "\\040");
        return new Mounts(List.of(line("/", "rw"), line(data, ofOwn), line(temporary.toString(), ofTemporary)));
    }

    private static String line(String mountPoint, String options) {
        return "36 35 98:0 / %s %s shared:1 - ext4 /dev/root rw".formatted(mountPoint, options);
    }
}
