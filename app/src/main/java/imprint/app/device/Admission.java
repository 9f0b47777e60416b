package imprint.app.device;

import imprint.app.start.StartSettings;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

record Admission(
        @NotNull(message = "Name the device's site.") @Pattern(regexp = StartSettings.SITE, message = SITE_RULE)
        String site) {

    static final String SITE_RULE = "Use lower-case letters, digits and hyphens, 40 at most, as a worker's --site.";
}
