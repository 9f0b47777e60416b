package imprint.app.device;

import imprint.app.start.StartSettings;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** @param fingerprint that the agent shows on its console; may be left out where no two ask in the device's name */
record Admission(
        @NotNull(message = "Name the device's site.") @Pattern(regexp = StartSettings.SITE, message = SITE_RULE)
        String site,

        @Nullable String fingerprint) {

    static final String SITE_RULE = "Use lower-case letters, digits and hyphens, 40 at most, as a worker's --site.";
}
