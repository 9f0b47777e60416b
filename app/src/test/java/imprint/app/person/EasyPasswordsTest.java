package imprint.app.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EasyPasswordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "            ",
                "aaaaaaaaaaaa",
                "abababababab",
                "abcdeabcdeabcde",
                "123456789012",
                "2024-01-31 12:00",
                "password1234",
                "Password12345!",
                "P@ssw0rd2024",
                "pa55word pa55word!",
                "passwordpassword",
                "qwertyuiop12",
                "1q2w3e4r5t6y",
                "Welcome2024!!",
                "iloveyou1234",
                "changeme-changeme",
                "imprintadmin1",
                "letmein letmein",
                "anna.miller1",
                "Anna.MillerAnna.Miller!?"
            })
    void findsWhatAnybodyGuesses(String password) {
        assertThat(EasyPasswords.isEasy("anna.miller", password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a password of otto",
                "correct horse battery staple",
                "long enough, surely",
                "the dragon eats at noon",
                "7c1d0c0e-7e4d-4be9-9f1c-5b5f3b9b4a55",
                "kV9#qLz!27xw",
                "\u043f\u0430\u0440\u043e\u043b\u044c \u0434\u043b\u044f \u0432\u0445\u043e\u0434\u0430"
            })
    void takesOthers(String password) {
        assertThat(EasyPasswords.isEasy("anna.miller", password)).isFalse();
    }
}
