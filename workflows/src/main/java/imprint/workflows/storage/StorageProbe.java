package imprint.workflows.storage;

import imprint.workflows.address.StorageAccess;
import java.util.OptionalLong;

/** Looks at a location before an operation relies on it; the data plane provides it. */
public interface StorageProbe {

    /**
     * @throws imprint.workflows.failure.BusinessFailure when the location refuses us, or what it says is final
     * @throws RuntimeException when it does not answer, which may pass
     */
    Found look(StorageAccess location, String fileName);

    /**
     * As {@link #look}, for somebody who will write that file: a small one is written and removed, for a location that can
     * only be read would say so after hours of capturing.
     */
    default Found lookToWrite(StorageAccess location, String fileName) {
        return look(location, fileName);
    }

    /**
     * @param fileName as the location has it, where characters may be written otherwise than they were typed
     * @param fileBytes of the file of that name; empty when there is none
     * @param freeBytes of the location; empty where the protocol cannot tell
     */
    record Found(String fileName, OptionalLong fileBytes, OptionalLong freeBytes) {}
}
