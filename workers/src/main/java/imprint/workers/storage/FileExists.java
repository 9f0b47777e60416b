package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workflows.address.StorageAddress;

/** There is a file of this name already. */
public final class FileExists extends StorageException {

    FileExists(StorageAddress location, FileName name) {
        super("There is a file %s in %s already: choose another name.".formatted(name, location.label()), null);
    }
}
