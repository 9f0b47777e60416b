package imprint.workflows.storage;

import imprint.workflows.address.StorageAccess;
import java.util.Optional;

/** Tries a location; the data plane provides it. */
public interface StorageTester {

    /** Goes through all that images need, up to writing, reading and deleting a small file. */
    Optional<LocationTest.Failure> firstFailure(StorageAccess location);
}
