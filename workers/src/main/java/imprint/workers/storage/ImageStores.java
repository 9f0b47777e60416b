package imprint.workers.storage;

import org.apache.camel.CamelContext;

/** Opens storage locations. */
public final class ImageStores {

    private final CamelContext camel;
    private final StorageTimeouts timeouts;

    public ImageStores(CamelContext camel, StorageTimeouts timeouts) {
        this.camel = camel;
        this.timeouts = timeouts;
    }

    /** Nothing is connected yet; whether the location answers shows in what is asked of it. */
    public ImageStore open(StorageLocation location) {
        return switch (location) {
            case StorageLocation.Directory directory -> new DirectoryStore(directory, camel);
            case StorageLocation.Ftp _, StorageLocation.Http _ ->
                throw new UnsupportedOperationException("to come: " + timeouts);
        };
    }
}
