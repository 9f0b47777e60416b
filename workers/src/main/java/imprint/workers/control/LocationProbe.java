package imprint.workers.control;

import imprint.bpmn.ErrorCode;
import imprint.imaging.image.FileName;
import imprint.workers.storage.ConnectionTestFailed;
import imprint.workers.storage.FileMissing;
import imprint.workers.storage.ImageStore;
import imprint.workers.storage.ImageStores;
import imprint.workers.storage.StorageException;
import imprint.workers.storage.StorageFull;
import imprint.workers.storage.StorageRefused;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.storage.StorageAccess;
import imprint.workflows.storage.StorageProbe;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Looks at a location through the data plane's own eyes. */
@Component
class LocationProbe implements StorageProbe {

    private final ImageStores stores;
    private final Patience patience;

    LocationProbe(ImageStores stores) {
        this.stores = stores;
        this.patience = new Patience(stores.timeouts().look());
    }

    @Override
    public Found look(StorageAccess location, String fileName) {
        return inTime(() -> lookNow(location, fileName));
    }

    @Override
    public Found lookToWrite(StorageAccess location, String fileName) {
        return inTime(() -> {
            var found = lookNow(location, fileName);
            tryOut(location);
            return found;
        });
    }

    private Found inTime(Supplier<Found> look) {
        return patience.look(look, () -> {
            throw new IllegalStateException(patience.sentence("The look at the storage location"));
        });
    }

    private Found lookNow(StorageAccess location, String fileName) {
        HostLookup.objection(location.address()).ifPresent(sentence -> {
            throw new IllegalStateException(sentence);
        });
        var store = stores.open(Locations.of(location));
        try {
            return new Found(size(store, fileName), store.freeBytes());
        } catch (StorageException e) {
            throw told(e);
        }
    }

    private void tryOut(StorageAccess location) {
        try {
            stores.open(Locations.of(location)).test();
        } catch (ConnectionTestFailed e) {
            throw e.getCause() instanceof StorageException known
                    ? told(known)
                    : new IllegalStateException(e.getMessage(), e);
        }
    }

    private static RuntimeException told(StorageException e) {
        return switch (e) {
            case StorageRefused _ -> new BusinessFailure(ErrorCode.STORAGE_REFUSED, String.valueOf(e.getMessage()));
            case StorageFull _ -> new BusinessFailure(ErrorCode.STORAGE_FULL, String.valueOf(e.getMessage()));
            default -> new IllegalStateException(e.getMessage(), e);
        };
    }

    private static OptionalLong size(ImageStore store, String fileName) throws StorageException {
        try {
            return OptionalLong.of(store.size(new FileName(fileName)));
        } catch (FileMissing e) {
            return OptionalLong.empty();
        }
    }
}
