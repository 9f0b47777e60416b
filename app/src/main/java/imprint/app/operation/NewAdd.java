package imprint.app.operation;

import imprint.app.text.PlainText;
import imprint.imaging.image.ImageFileName;
import imprint.workflows.operation.ExpectedDigests;
import imprint.workflows.operation.ImageTraits;
import imprint.workflows.operation.NewImage;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An image file to be added to the inventory.
 *
 * @param carriesAgent whether the system in it has our agent, which proves that it boots; true when left out
 * @param cloneable whether devices that hold the image may be cloned; true when left out
 * @param oldFormat whether the image is of the old format, which needs an MD5; false when left out
 * @param rawData whether the file may hold a disk without a boot record or a GPT, too; false when left out
 * @param sha256 to be compared with the file's, as are {@code sha1} and {@code md5}
 */
record NewAdd(
        @NotBlank(message = "Name the image.") @Size(max = 200, message = "Use 200 characters at most.") @PlainText
        String name,

        @Size(max = 2000, message = "Use 2000 characters at most.")
        @PlainText(manyLines = true, message = "Leave out control characters and invisible ones.")
        @Nullable
        String description,

        @NotNull(message = "Name the image file, as it lies on the storage location.")
        String fileName,

        @NotNull(message = "Name the storage location, by its id.")
        UUID locationId,

        @NotBlank(message = "Name the product that the image fits.")
        @Size(max = 200, message = "Use 200 characters at most.")
        @PlainText
        String product,

        @Size(max = 200, message = "Use 200 characters at most.") @PlainText @Nullable
        String osName,

        @Size(max = 200, message = "Use 200 characters at most.") @PlainText @Nullable
        String osVersion,

        @Nullable Boolean carriesAgent,
        @Nullable Boolean cloneable,
        @Nullable Boolean oldFormat,
        @Nullable Boolean rawData,
        @Nullable String sha256,
        @Nullable String sha1,
        @Nullable String md5,

        @Size(max = 500, message = "Use 500 characters at most.") @PlainText @Nullable
        String reason)
        implements NewOperation {

    NewImage image() {
        var traits = new ImageTraits(
                product.strip(),
                stripped(osName),
                stripped(osVersion),
                Objects.requireNonNullElse(carriesAgent, true),
                Objects.requireNonNullElse(cloneable, true),
                Objects.requireNonNullElse(oldFormat, false));
        return new NewImage(
                name.strip(),
                Objects.requireNonNullElse(description, ""),
                ImageFileName.ofAny(fileName),
                locationId,
                traits);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    boolean takesRawData() {
        return Objects.requireNonNullElse(rawData, false);
    }

    ExpectedDigests expected() {
        return new ExpectedDigests(sha256, sha1, md5);
    }
}
