package imprint.workflows.operation;

import imprint.imaging.image.ImageFileName;
import java.util.UUID;

/** The inventory entry that a clone or an add is to make. */
public record NewImage(String name, String description, ImageFileName fileName, UUID locationId, ImageTraits traits) {

    /** The same for devices of this product. */
    public NewImage of(String product) {
        return new NewImage(name, description, fileName, locationId, traits.of(product));
    }
}
