package imprint.app.operation;

import imprint.app.text.PlainText;
import imprint.imaging.image.ImageFileName;
import imprint.workflows.device.Device;
import imprint.workflows.operation.ImageTraits;
import imprint.workflows.operation.NewImage;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A clone to be made.
 *
 * @param fileName whose ending chooses the format: {@code .img.zst}, {@code .img} or {@code .img.gz}
 * @param cloneable whether devices that hold the image may be cloned in turn; true when left out
 */
record NewClone(
        @NotNull(message = "Name the device to clone, by its id.")
        UUID deviceId,

        @NotBlank(message = "Name the image.") @Size(max = 200, message = "Use 200 characters at most.") @PlainText
        String name,

        @Size(max = 2000, message = "Use 2000 characters at most.")
        @PlainText(manyLines = true, message = "Leave out control characters and invisible ones.")
        @Nullable
        String description,

        @NotNull(message = "Name the image file, as in name.img.zst.")
        String fileName,

        @NotNull(message = "Name the storage location, by its id.")
        UUID locationId,

        @Nullable Boolean cloneable,

        @Size(max = 500, message = "Use 500 characters at most.") @PlainText @Nullable
        String reason)
        implements NewOperation {

    NewImage image(Function<UUID, Device> devices) {
        var file = ImageFileName.of(fileName);
        var device = devices.apply(deviceId);
        var traits = new ImageTraits(
                device.product(),
                device.osName(),
                device.osVersion(),
                true,
                Objects.requireNonNullElse(cloneable, true),
                false);
        return new NewImage(name.strip(), Objects.requireNonNullElse(description, ""), file, locationId, traits);
    }
}
