package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workflows.address.StorageAddress;

/** The file was changed while it was read. */
public final class FileChanged extends StorageException {

    FileChanged(StorageAddress location, FileName name) {
        super("The file %s in %s has changed while it was read.".formatted(name, location.label()), null);
    }

    FileChanged(StorageAddress location, FileName name, FileVersion was, FileVersion is) {
        super(
                "The file %s in %s has changed while it was read: %s."
                        .formatted(name, location.label(), was.difference(is)),
                null);
    }
}
