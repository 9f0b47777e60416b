package imprint.workflows.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileRootsTest {

    @TempDir
    Path work;

    private Path images;
    private Path data;

    @BeforeEach
    void makeDirectories() throws IOException {
        images = Files.createDirectories(work.resolve("images"));
        data = Files.createDirectories(work.resolve("data"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "//", "/etc", "/etc/cron.d", "/dev", "/proc/1", "/sys", "/boot/", "/usr/bin", "/run/secrets"
            })
    void keepsTheSystemsDirectoriesUnlessRootsAreNamed(String directory) {
        assertThat(without().objection(directory))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains(directory, "belongs to the system"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/root/.ssh", "/home/anna/.config/images", "/srv/.images"})
    void keepsHiddenDirectoriesUnlessRootsAreNamed(String directory) {
        assertThat(without().objection(directory))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains(directory, "hidden"));
        assertThat(new FileRoots(List.of(directory), List.of()).objection(directory))
                .isEmpty();
    }

    @Test
    void takesAnyOtherDirectoryWhenNoRootIsNamed() {
        assertThat(without().objection("/srv/images")).isEmpty();
        assertThat(without().objection(images + "/not yet there")).isEmpty();
        assertThat(without().objection("/etcetera")).isEmpty();
    }

    @Test
    void takesNothingOutsideTheRootsThatAreNamed() {
        var named = new FileRoots(List.of(images.toString()), List.of(data));
        assertThat(named.objection(images.toString())).isEmpty();
        assertThat(named.objection(images + "/kiosks")).isEmpty();
        assertThat(named.objection(images + "/../images2")).isPresent();
        assertThat(named.objection(work + "/images2"))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("imprint.storage.file-roots"));
    }

    @Test
    void followsLinks() throws Exception {
        var named = new FileRoots(List.of(images.toString()), List.of(data));
        var out = Files.createSymbolicLink(images.resolve("out"), work);
        var own = Files.createSymbolicLink(work.resolve("own"), data);
        assertThat(named.objection(out.toString())).isPresent();
        assertThat(without().objection(own + "/keys")).isPresent();

        var root = Files.createSymbolicLink(work.resolve("root"), images);
        assertThat(new FileRoots(List.of(root.toString()), List.of()).objection(images.toString()))
                .isEmpty();
    }

    @Test
    void keepsImprintsOwnFilesWhateverRootsAreNamed() {
        var wide = new FileRoots(List.of("/"), List.of(data));
        assertThat(wide.objection("/etc")).isEmpty();
        assertThat(wide.objection(data + "/keys"))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("its own files"));
        assertThat(wide.objection(data.toString())).isPresent();
    }

    @Test
    void refusesARootThatIsNoWholePath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileRoots(List.of("images"), List.of()))
                .withMessageContaining("imprint.storage.file-roots");
    }

    private FileRoots without() {
        return new FileRoots(List.of(), List.of(data));
    }
}
