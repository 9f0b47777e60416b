package imprint.app.person;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** @param currentPassword so that a token, or an unlocked screen, is not the whole account */
record NewPassword(
        @NotBlank(message = CurrentPassword.PLEASE) String currentPassword,

        @NotNull(message = PLEASE) @Size(min = 12, max = MOST_BYTES, message = PLEASE)
        String password) {

    static final String PLEASE = "Give a password of 12 to 72 characters.";

    /** What bcrypt looks at, in bytes. */
    static final int MOST_BYTES = 72;

    @Override
    public String toString() {
        return "NewPassword[]";
    }
}
