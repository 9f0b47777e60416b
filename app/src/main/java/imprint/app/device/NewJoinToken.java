package imprint.app.device;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;

/** @param validFor as ISO 8601 writes it: {@code PT8H}, {@code P7D} */
record NewJoinToken(
        @NotBlank(message = "Say what the token is for.") @Size(max = 500, message = "Use 500 characters at most.")
        String description,

        @NotNull(message = "Name the site that devices join.")
        @Pattern(regexp = Admission.SITE, message = "Use letters, digits, dots and dashes, 63 at most.")
        String site,

        @Positive(message = "Say how many devices may enrol: at least one.")
        int uses,

        @NotNull(message = "Say how long it is valid, as in PT8H or P7D.")
        Duration validFor) {}
