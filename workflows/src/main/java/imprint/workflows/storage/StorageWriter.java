package imprint.workflows.storage;

import imprint.workflows.address.StorageAccess;

/** Puts a small file into a location; the data plane provides it. */
public interface StorageWriter {

    /**
     * A file that is there already stays as it is.
     *
     * @throws LocationUnavailable with a sentence for a person, when it cannot be put there
     */
    void write(StorageAccess location, String fileName, byte[] content);
}
