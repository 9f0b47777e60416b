package imprint.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workflows.failure.InvalidInput;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedDigestsTest {

    private static final String SHA1 = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void takesLettersOfEitherCaseAndSpacesAround() {
        assertThat(new ExpectedDigests(null, " " + SHA1.toUpperCase(Locale.ROOT) + "\n", null).sha1())
                .isEqualTo(SHA1);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\t"})
    void takesNothingForNothing(String text) {
        assertThat(new ExpectedDigests(text, text, text)).isEqualTo(ExpectedDigests.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef0123456789abcdef0123456",
                "0123456789abcdef0123456789abcdef012345678",
                "0123456789abcdef0123456789abcdef0123456g",
                "0123456789abcdef 123456789abcdef01234567",
                "０123456789abcdef0123456789abcdef01234567",
                "SHA1:0123456789abcdef0123456789abcdef012"
            })
    void refusesWhatIsNoDigest(String text) {
        assertThatThrownBy(() -> new ExpectedDigests(null, text, null))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("sha1"))
                .hasMessage("Give 40 hexadecimal digits, or leave it out.");
    }

    @ParameterizedTest
    @CsvSource({"sha256, 64", "sha1, 40", "md5, 32"})
    void namesTheFieldThatIsTooShort(String field, int length) {
        var digits = "a".repeat(length - 1);
        assertThatThrownBy(() -> new ExpectedDigests(
                        field.equals("sha256") ? digits : null,
                        field.equals("sha1") ? digits : null,
                        field.equals("md5") ? digits : null))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo(field))
                .hasMessage("Give %s hexadecimal digits, or leave it out.", length);
    }
}
