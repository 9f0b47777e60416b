package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workflows.address.StorageAddress;

/** There is no regular file of this name. */
public final class FileMissing extends StorageException {

    FileMissing(StorageAddress location, FileName name) {
        super("There is no file %s in %s.".formatted(name, location.label()), null);
    }
}
