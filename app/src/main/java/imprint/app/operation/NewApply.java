package imprint.app.operation;

import imprint.app.text.PlainText;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An image to be applied to devices, an operation for each.
 *
 * @param rebootOnSuccess whether devices are rebooted as soon as the image is at their site, or wait until somebody
 *     reboots them; true when left out
 */
record NewApply(
        @NotNull(message = "Name the image, by its id.") UUID imageId,

        @NotEmpty(message = "Name the devices, by their ids.")
        List<@NotNull(message = "Name a device.") UUID> deviceIds,

        @Nullable Boolean rebootOnSuccess,

        @Size(max = 500, message = "Use 500 characters at most.") @PlainText @Nullable
        String reason)
        implements NewOperation {}
