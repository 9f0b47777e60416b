package imprint.app.device;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

record Admission(
        @NotNull(message = "Name the device's site.")
        @Pattern(regexp = SITE, message = "Use letters, digits, dots and dashes, 63 at most.")
        String site) {

    static final String SITE = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
}
