package imprint.workers.storage;

import imprint.imaging.image.FileName;

/** Files that can be read. */
public interface FileSource {

    /**
     * The file's length in bytes.
     *
     * @throws FileMissing when there is no regular file of this name
     */
    long size(FileName name) throws StorageException;

    /**
     * Opens the file from a byte on, also where the server knows no offsets: what it sends before is passed over.
     *
     * @param offset at most the file's length
     * @throws FileMissing when there is no regular file of this name
     */
    Download open(FileName name, long offset) throws StorageException;
}
