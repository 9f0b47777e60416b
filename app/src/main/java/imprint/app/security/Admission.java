package imprint.app.security;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By what somebody was let in.
 *
 * @param passwordHash of that time: tokens end with a password, too
 * @param token null for who came with the password itself
 */
public record Admission(
        String person, String passwordHash, @Nullable UUID token) {

    @Override
    public String toString() {
        return "Admission[person=%s, token=%s]".formatted(person, token);
    }
}
