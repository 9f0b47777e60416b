package imprint.app.person;

import imprint.app.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;

/** @param validFor as ISO 8601 writes it: {@code PT8H}, {@code P30D} */
record NewAccessToken(
        @NotBlank(message = "Say what the token is for.")
        @Size(max = 500, message = "Use 500 characters at most.")
        @PlainText
        String description,

        @NotNull(message = "Say how long it is valid, as in PT8H or P30D.")
        Duration validFor) {}
