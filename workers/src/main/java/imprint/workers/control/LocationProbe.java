package imprint.workers.control;

import imprint.bpmn.ErrorCode;
import imprint.imaging.image.FileName;
import imprint.imaging.image.ImageFileName;
import imprint.imaging.image.ImageFormat;
import imprint.workers.storage.ConnectionTestFailed;
import imprint.workers.storage.FileMissing;
import imprint.workers.storage.ImageStore;
import imprint.workers.storage.ImageStores;
import imprint.workers.storage.StorageException;
import imprint.workers.storage.StorageFull;
import imprint.workers.storage.StorageRefused;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.failure.BusinessFailure;
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
        return inTime(location, () -> lookNow(location, fileName));
    }

    @Override
    public Found lookToWrite(StorageAccess location, String fileName) {
        return inTime(location, () -> {
            tryOut(location, ImageFileName.ofAny(fileName));
            return lookNow(location, fileName);
        });
    }

    private Found inTime(StorageAccess location, Supplier<Found> look) {
        return patience.look(
                () -> {
                    refuseHost(location);
                    return look.get();
                },
                () -> {
                    throw new IllegalStateException(patience.sentence("The look at the storage location"));
                });
    }

    private Found lookNow(StorageAccess location, String fileName) {
        var store = stores.open(location);
        try {
            var name = store.nameOf(new FileName(fileName));
            return new Found(name.value(), size(store, name), store.freeBytes());
        } catch (StorageException e) {
            throw told(e);
        }
    }

    private void refuseHost(StorageAccess location) {
        HostLookup.objection(location.address(), stores.ownPorts()).ifPresent(sentence -> {
            throw new IllegalStateException(sentence);
        });
    }

    private void tryOut(StorageAccess location, ImageFileName name) {
        var store = stores.open(location);
        try {
            store.test();
            store.tryOut(name.file(), name.format() == ImageFormat.RAW);
            store.tryOut(name.manifest(), true);
        } catch (StorageException e) {
            throw told(e);
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

    private static OptionalLong size(ImageStore store, FileName name) throws StorageException {
        try {
            return OptionalLong.of(store.size(name));
        } catch (FileMissing e) {
            return OptionalLong.empty();
        }
    }
}
