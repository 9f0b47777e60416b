package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workflows.address.TestStep;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A storage location in use. Serves any number of threads. */
public interface ImageStore extends FileSource, FileTarget {

    /** The longest list that {@link #list()} gives. */
    int MAX_LISTED = 10_000;

    /** The name that the file of this name has at the location: its characters may be written in other ways there. */
    default FileName nameOf(FileName name) throws StorageException {
        return name;
    }

    /**
     * The regular files whose names can be file names, for a person to choose from, in no order.
     *
     * @throws StorageRefused when the server cannot list
     */
    List<StoredFile> list() throws StorageException;

    /** The bytes that can still be written; empty where the protocol cannot tell. */
    OptionalLong freeBytes() throws StorageException;

    /**
     * Writes and removes a small file as a large one is going to be: under a name as long as its own, and without telling
     * its length, where that will not be known. For a location whose {@link #test} has passed.
     */
    void tryOut(FileName name, boolean tellsLength) throws StorageException;

    /**
     * Goes through all that an image needs, up to writing, reading and deleting a small file.
     *
     * @param begun hears of {@code CONNECT}, {@code WRITE} and {@code READ}; the steps between come with the first
     */
    void test(Consumer<TestStep> begun) throws ConnectionTestFailed;

    default void test() throws ConnectionTestFailed {
        test(_ -> {});
    }
}
