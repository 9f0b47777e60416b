package imprint.workflows.storage;

import imprint.workflows.address.StorageAccess;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the files of a location; the data plane provides it. */
public interface StorageBrowser {

    /**
     * The files that could be image files, in no order.
     *
     * @throws LocationUnavailable when the location does not answer, or refuses
     */
    Listing list(StorageAccess location);

    /** @param complete false when there are more files than are ever listed */
    record Listing(List<File> files, boolean complete) {}

    /** @param modified null where the protocol does not tell */
    record File(String name, long bytes, @Nullable Instant modified) {}
}
