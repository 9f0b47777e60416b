package imprint.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class RememberingPasswordEncoderTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final PasswordEncoder encoder = new RememberingPasswordEncoder(new PasswordEncoder() {
        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return "hash of " + password;
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
            asked.incrementAndGet();
            return ("hash of " + password).equals(encoded);
        }
    });

    @Test
    void looksAtARightPasswordOnce() {
        assertThat(encoder.matches("right", "hash of right")).isTrue();
        assertThat(encoder.matches("right", "hash of right")).isTrue();

        assertThat(asked).hasValue(1);
    }

    @Test
    void looksAtAWrongPasswordEachTime() {
        encoder.matches("right", "hash of right");

        assertThat(encoder.matches("wrong", "hash of right")).isFalse();
        assertThat(encoder.matches("wrong", "hash of right")).isFalse();
    }

    @Test
    void forgetsAPasswordThatWasChanged() {
        encoder.matches("right", "hash of right");

        assertThat(encoder.matches("right", "hash of another")).isFalse();
    }
}
