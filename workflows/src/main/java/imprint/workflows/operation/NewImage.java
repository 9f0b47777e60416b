package imprint.workflows.operation;

import imprint.imaging.image.ImageFileName;
import java.util.UUID;

/** The inventory entry that a clone or an add is to make. */
public record NewImage(String name, String description, ImageFileName fileName, UUID locationId, ImageTraits traits) {}
