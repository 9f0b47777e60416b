package imprint.workers.storage;

import org.apache.camel.CamelContext;

/** Opens storage locations. */
public final class ImageStores {

    private final CamelContext camel;
    private final StorageTimeouts timeouts;
    private final HttpServers servers;

    public ImageStores(CamelContext camel, StorageTimeouts timeouts) {
        this.camel = camel;
        this.timeouts = timeouts;
        this.servers = new HttpServers(camel, timeouts);
    }

    /** Nothing is connected yet; whether the location answers shows in what is asked of it. */
    public ImageStore open(StorageLocation location) {
        return switch (location) {
            case StorageLocation.Directory directory -> new DirectoryStore(directory, camel);
            case StorageLocation.Ftp ftp -> new FtpStore(ftp, camel, timeouts);
            case StorageLocation.Http http -> new HttpStore(http, servers.of(http), camel);
            case StorageLocation.Cifs cifs -> new CifsStore(cifs, camel, timeouts);
            case StorageLocation.Nfs nfs -> new NfsStore(nfs, NfsStore.endpoint(nfs, camel, timeouts));
        };
    }
}
