package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workers.image.ByteProgress;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.StorageAddress;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/** Opens storage locations. */
public final class ImageStores {

    private final CamelContext camel;
    private final StorageTimeouts timeouts;
    private final HttpServers servers;
    private final Outages outages;
    private final Function<Path, Optional<String>> objections;
    private final Set<Integer> ownPorts;

    public ImageStores(CamelContext camel, StorageTimeouts timeouts) {
        this(camel, timeouts, _ -> Optional.empty(), Set.of());
    }

    /**
     * @param objections why a directory of this machine may not be used, in a sentence
     * @param ownPorts of this machine where no file server is, but Imprint itself
     */
    public ImageStores(
            CamelContext camel,
            StorageTimeouts timeouts,
            Function<Path, Optional<String>> objections,
            Set<Integer> ownPorts) {
        this(camel, timeouts, Outages.DEFAULT, objections, ownPorts);
    }

    ImageStores(
            CamelContext camel,
            StorageTimeouts timeouts,
            Outages outages,
            Function<Path, Optional<String>> objections,
            Set<Integer> ownPorts) {
        this.camel = camel;
        this.timeouts = timeouts;
        this.servers = new HttpServers(camel, timeouts);
        this.outages = outages;
        this.objections = objections;
        this.ownPorts = Set.copyOf(ownPorts);
    }

    public StorageTimeouts timeouts() {
        return timeouts;
    }

    public Set<Integer> ownPorts() {
        return ownPorts;
    }

    /** Nothing is connected yet; whether the location answers shows in what is asked of it. */
    public ImageStore open(StorageAccess location) {
        return new NameForms(location.address(), exactly(location));
    }

    private ImageStore exactly(StorageAccess location) {
        String password = Objects.requireNonNullElse(location.password(), "");
        return switch (location.address()) {
            case StorageAddress.Directory directory -> new DirectoryStore(directory, camel, objections);
            case StorageAddress.Ftp ftp -> new FtpStore(ftp, password, camel, timeouts);
            case StorageAddress.Http http -> new HttpStore(http, password, servers.of(http), camel, timeouts.stall());
            case StorageAddress.Cifs cifs -> new CifsStore(cifs, password, camel, timeouts);
            case StorageAddress.Nfs nfs -> new NfsStore(nfs, NfsStore.endpoint(nfs, camel, timeouts));
        };
    }

    /**
     * Opens a whole file. Where its reading breaks off it goes on, for as long as an outage may last; {@link FileChanged}
     * when the file is then another.
     *
     * @param waiting hears about once a second how far the file has been read, while nothing comes; throws to give up
     */
    public InputStream read(StorageAccess location, FileName name, ByteProgress waiting) throws StorageException {
        return new ResumingDownload(open(location), name, outages, waiting);
    }
}
