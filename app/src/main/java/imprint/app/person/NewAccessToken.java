package imprint.app.person;

import imprint.app.text.PlainText;
import imprint.workflows.person.Role;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param role what the program may do; null for what you may do
 * @param validFor as ISO 8601 writes it: {@code PT8H}, {@code P30D}
 */
record NewAccessToken(
        @NotBlank(message = CurrentPassword.PLEASE) String currentPassword,

        @NotBlank(message = "Say what the token is for.")
        @Size(max = 500, message = "Use 500 characters at most.")
        @PlainText
        String description,

        @Nullable Role role,

        @NotNull(message = "Say how long it is valid, as in PT8H or P30D.")
        Duration validFor) {

    @Override
    public String toString() {
        return "NewAccessToken[description=%s, role=%s, validFor=%s]".formatted(description, role, validFor);
    }
}
