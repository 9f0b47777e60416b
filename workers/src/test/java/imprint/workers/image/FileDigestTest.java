package imprint.workers.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileDigestTest {

    /** The examples of FIPS 180 and of RFC 1321. */
    @ParameterizedTest
    @CsvSource({
        "SHA_256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "SHA_1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "MD5, 900150983cd24fb0d6963f7d28e17f72"
    })
    void agreesWithItsSpecification(DigestKind kind, String hex) throws IOException {
        assertThat(digestsOf("abc", EnumSet.allOf(DigestKind.class)).get(kind)).isEqualTo(new FileDigest(kind, hex));
    }

    @ParameterizedTest
    @EnumSource(DigestKind.class)
    void isKnownByItsNameOnly(DigestKind kind) {
        assertThat(DigestKind.ofAlgorithm(kind.algorithm())).isEqualTo(kind);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DigestKind.ofAlgorithm("x" + kind.algorithm()))
                .withMessageContaining("There is no digest");
    }

    @Test
    void isTakenAsPeopleCopyIt() {
        assertThat(new FileDigest(DigestKind.MD5, " 900150983CD24FB0D6963F7D28E17F72\n"))
                .isEqualTo(new FileDigest(DigestKind.MD5, "900150983cd24fb0d6963f7d28e17f72"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "900150983cd24fb0d6963f7d28e17f7",
                "900150983cd24fb0d6963f7d28e17f722",
                "900150983cd24fb0d6963f7d28e17f7g",
                "9001 5098 3cd2 4fb0 d696 3f7d 28",
                "٩٠٠١٥٠٩٨٣cd24fb0d6963f7d28e17f72"
            })
    void refusesWhatIsNone(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileDigest(DigestKind.MD5, hex))
                .withMessage("A MD5 has 32 hexadecimal digits.");
    }

    @Test
    void demandsEachOfThoseThatAreKnown() throws IOException {
        FileDigests digests = digestsOf("abc", EnumSet.allOf(DigestKind.class));
        FileDigest right = new FileDigest(DigestKind.MD5, "900150983cd24fb0d6963f7d28e17f72");
        FileDigest wrong = new FileDigest(DigestKind.SHA_1, "0".repeat(40));
        assertThatCode(() -> digests.require(List.of(right))).doesNotThrowAnyException();
        assertThatExceptionOfType(ChecksumMismatch.class)
                .isThrownBy(() -> digests.require(List.of(right, wrong)))
                .withMessageContainingAll("SHA-1", "a9993e364706816aba3e25717850c26c9cd0d89d", wrong.hex());
    }

    @Test
    void isNotGuessedWhereItWasNotAskedFor() throws IOException {
        FileDigests digests = digestsOf("abc", EnumSet.of(DigestKind.SHA_256));
        assertThatIllegalArgumentException().isThrownBy(() -> digests.get(DigestKind.MD5));
    }

    private static FileDigests digestsOf(String text, EnumSet<DigestKind> kinds) throws IOException {
        var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
        return new ImageFile(in, _ -> {}).digesting(kinds).read().digests();
    }
}
