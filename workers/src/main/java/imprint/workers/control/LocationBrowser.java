package imprint.workers.control;

import imprint.workers.storage.ImageStore;
import imprint.workers.storage.ImageStores;
import imprint.workers.storage.StorageException;
import imprint.workers.storage.StoredFile;
import imprint.workers.storage.TemporaryName;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.storage.LocationUnavailable;
import imprint.workflows.storage.StorageBrowser;
import org.springframework.stereotype.Component;

/** Lists what lies at a location, but for hidden files: and for uploads under way. */
@Component
class LocationBrowser implements StorageBrowser {

    private final ImageStores stores;
    private final Patience patience;

    LocationBrowser(ImageStores stores) {
        this.stores = stores;
        this.patience = new Patience(stores.timeouts().look());
    }

    @Override
    public Listing list(StorageAccess location) {
        return patience.look(() -> listNow(location), () -> {
            throw new LocationUnavailable(patience.sentence("The listing"));
        });
    }

    private Listing listNow(StorageAccess location) {
        HostLookup.objection(location.address(), stores.ownPorts()).ifPresent(sentence -> {
            throw new LocationUnavailable(sentence);
        });
        try {
            var found = stores.open(location).list();
            var files = found.stream()
                    .filter(file -> !file.name().value().startsWith(".") && !TemporaryName.is(file.name()))
                    .map(LocationBrowser::told)
                    .toList();
            return new Listing(files, found.size() < ImageStore.MAX_LISTED);
        } catch (StorageException e) {
            throw new LocationUnavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private static File told(StoredFile file) {
        return new File(file.name().value(), file.bytes(), file.modified());
    }
}
