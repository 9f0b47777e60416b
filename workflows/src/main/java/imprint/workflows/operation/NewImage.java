package imprint.workflows.operation;

import imprint.imaging.image.ImageFileName;
import imprint.imaging.image.ImageFormat;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.util.UUID;

/**
 * The inventory entry that a clone or an add is to make.
 *
 * @param fileName kept as it was given: what a release before took for a name is still listed
 */
@Embeddable
public record NewImage(
        String name,
        String description,
        String fileName,
        UUID locationId,
        @Embedded ImageTraits traits) {

    public NewImage(String name, String description, ImageFileName file, UUID locationId, ImageTraits traits) {
        this(name, description, file.toString(), locationId, traits);
    }

    /** The same for devices of this product. */
    public NewImage of(String product) {
        return new NewImage(name, description, fileName, locationId, traits.of(product));
    }

    NewImage inFile(String otherName) {
        return new NewImage(name, description, otherName, locationId, traits);
    }

    public ImageFileName file() {
        return ImageFileName.ofAny(fileName);
    }

    /** What its file needs at the very least; a compressed one may turn out to need next to nothing. */
    public long leastBytes(long diskBytes) {
        return file().format() == ImageFormat.RAW ? diskBytes : 0;
    }
}
