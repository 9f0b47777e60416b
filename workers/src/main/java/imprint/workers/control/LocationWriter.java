package imprint.workers.control;

import imprint.imaging.image.FileName;
import imprint.workers.storage.Content;
import imprint.workers.storage.FileExists;
import imprint.workers.storage.ImageStores;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.storage.LocationUnavailable;
import imprint.workflows.storage.StorageWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes with the data plane's own hands. */
@Component
class LocationWriter implements StorageWriter {

    private final ImageStores stores;
    private final Patience patience;

    LocationWriter(ImageStores stores) {
        this.stores = stores;
        this.patience = new Patience(stores.timeouts().look());
    }

    @Override
    public void write(StorageAccess location, String fileName, byte[] content) {
        patience.look(() -> writeNow(location, new FileName(fileName), content), () -> {
            throw new LocationUnavailable(patience.sentence("Writing to the storage location"));
        });
    }

    private FileName writeNow(StorageAccess location, FileName name, byte[] content) {
        HostLookup.objection(location.address(), stores.ownPorts()).ifPresent(sentence -> {
            throw new LocationUnavailable(sentence);
        });
        // why from the name: an attempt that was cut is gone on with.
        var upload = UUID.nameUUIDFromBytes(name.value().getBytes(StandardCharsets.UTF_8));
        try {
            stores.open(location).write(name, upload, Content.of(content));
        } catch (FileExists e) {
            // why fine: it is from an earlier attempt whose answer was lost.
            return name;
        } catch (IOException e) {
            throw new LocationUnavailable(String.valueOf(e.getMessage()), e);
        }
        return name;
    }
}
