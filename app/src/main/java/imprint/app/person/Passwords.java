package imprint.app.person;

import imprint.workflows.failure.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

@Component
class Passwords {

    private final PasswordEncoder encoder;

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    /** @param name of the person, which is no password */
    String hash(String name, String password) {
        if (EasyPasswords.isEasy(name, password)) {
            throw new InvalidInput(
                    "password",
                    "This password is easily guessed: use at least 5 different characters, and more than a well-known word"
                            + " or row of keys with digits.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > NewPassword.MOST_BYTES) {
            throw new InvalidInput("password", NewPassword.PLEASE);
        }
        return Objects.requireNonNull(encoder.encode(password));
    }
}
