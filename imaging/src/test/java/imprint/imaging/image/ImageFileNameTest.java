package imprint.imaging.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileNameTest {

    @ParameterizedTest
    @CsvSource({
        "disk.img,RAW",
        "disk.img.zst,ZSTD",
        "disk.img.gz,GZIP",
        "disk.img.xz,XZ",
        "disk.img.bz2,BZIP2",
        "DISK.IMG.GZ,GZIP"
    })
    void tellsTheFormatByTheEnding(String name, ImageFormat format) {
        assertThat(ImageFileName.of(name).format()).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.img", "-rf.img", "ü ß.img", "100%.img", "a#b?c&d.img", "it's.img", "${date:now}.img"})
    void takesAnyPrintableName(String name) {
        assertThat(ImageFileName.of(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "..",
                "../x.img",
                "a/b.img",
                "a\\b.img",
                "a\nb.img",
                "a\0.img",
                "a\u202Eb.img",
                "\uD800.img"
            })
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> ImageFileName.of(name)).isInstanceOf(FileNameRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk", "disk.iso", "disk.zst", ".img.zip"})
    void refusesAnUnknownEnding(String name) {
        assertThatThrownBy(() -> ImageFileName.of(name))
                .isInstanceOf(FileNameRefused.class)
                .hasMessageContaining(".img.zst");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk", "disk.iso", "disk.zst", ".img.zip"})
    void takesAnyEndingOfAFileWhoseContentIsLookedAt(String name) {
        assertThat(ImageFileName.ofAny(name)).isEqualTo(new ImageFileName(new FileName(name), ImageFormat.RAW));
        assertThat(ImageFileName.ofAny(name + ".img.GZ").format()).isEqualTo(ImageFormat.GZIP);
    }

    @Test
    void refusesMoreThan255Bytes() {
        assertThat(ImageFileName.of("é".repeat(125) + "x.img").file().value()).hasSize(130);
        assertThatThrownBy(() -> ImageFileName.of("é".repeat(126) + ".img"))
                .isInstanceOf(FileNameRefused.class)
                .hasMessageContaining("256");
    }

    @Test
    void shortensTheNameOfACompanionToWhatAFileSystemHolds() {
        FileName manifest = ImageFileName.of("😀".repeat(62) + ".img").manifest();
        assertThat(manifest.value()).startsWith("😀").endsWith(".manifest").doesNotContain("?");
        assertThat(manifest.value().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(FileName.MAX_BYTES);
    }
}
