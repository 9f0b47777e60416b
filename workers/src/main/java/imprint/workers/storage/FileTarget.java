package imprint.workers.storage;

import imprint.imaging.image.FileName;
import java.io.IOException;
import java.util.UUID;

/** Where files can be written. A file appears under its name only when it is whole, where the location can rename. */
public interface FileTarget {

    /**
     * Writes a file under a temporary name and then renames it. Where an earlier attempt of the same upload was cut, it
     * is continued if the location allows that. Where nothing can be renamed, the file has its name from the beginning,
     * and a note beside it says whose it is until it is whole.
     *
     * @param upload names the attempts that belong together
     * @return the file's length in bytes
     * @throws StorageFull when there is no room; what this upload has left is removed
     * @throws StorageRefused when the location will not have the file; likewise
     * @throws FileExists when there is a file of this name, which stays as it is
     * @throws IOException what {@code content} threw, besides what happens to the location
     */
    long write(FileName name, UUID upload, Content content) throws IOException;

    /** Removes what an upload that will not be continued has left. */
    void discard(FileName name, UUID upload) throws StorageException;

    /** Removes the file; that it is not there is fine. */
    void delete(FileName name) throws StorageException;
}
