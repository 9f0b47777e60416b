package imprint.workers.storage;

import imprint.imaging.image.FileName;
import java.io.InputStream;

/** Files that can be read. */
public interface FileSource {

    /**
     * The file's length in bytes.
     *
     * @throws FileMissing when there is no regular file of this name
     */
    long size(FileName name) throws StorageException;

    /**
     * Opens the file from a byte on. The stream throws nothing but {@link StorageException}s, {@link FileChanged} among
     * them when it ends before or after the length that the file had; closing it early ends the transfer.
     *
     * @param offset at most the file's length
     * @throws FileMissing when there is no regular file of this name
     */
    InputStream open(FileName name, long offset) throws StorageException;
}
