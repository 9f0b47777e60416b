package imprint.app.device;

import imprint.app.start.StartSettings;
import imprint.app.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;

/** @param validFor as ISO 8601 writes it: {@code PT8H}, {@code P7D} */
record NewJoinToken(
        @NotBlank(message = "Say what the token is for.")
        @Size(max = 500, message = "Use 500 characters at most.")
        @PlainText
        String description,

        @NotNull(message = "Name the site that devices join.")
        @Pattern(regexp = StartSettings.SITE, message = Admission.SITE_RULE)
        String site,

        @NotNull(message = "Say how many devices may enrol.")
        @Positive(message = "Say how many devices may enrol: at least one.")
        Integer uses,

        @NotNull(message = "Say how long it is valid, as in PT8H or P7D.")
        Duration validFor) {}
