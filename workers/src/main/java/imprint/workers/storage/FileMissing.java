package imprint.workers.storage;

import imprint.imaging.image.FileName;

/** There is no regular file of this name. */
public final class FileMissing extends StorageException {

    FileMissing(StorageLocation location, FileName name) {
        super("There is no file %s in %s.".formatted(name, location.label()), null);
    }
}
