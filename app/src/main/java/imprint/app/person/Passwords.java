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

    String hash(String password) {
        if (password.getBytes(StandardCharsets.UTF_8).length > NewPassword.MOST_BYTES) {
            throw new InvalidInput("password", NewPassword.PLEASE);
        }
        return Objects.requireNonNull(encoder.encode(password));
    }
}
