package imprint.workflows.add;

import imprint.workflows.failure.InvalidInput;
import imprint.workflows.image.DiskImages;
import imprint.workflows.image.FileFacts;
import imprint.workflows.operation.AddOperation;
import imprint.workflows.operation.ExpectedDigests;
import imprint.workflows.operation.NewImage;
import imprint.workflows.operation.Operations;
import imprint.workflows.operation.Requester;
import imprint.workflows.product.Products;
import imprint.workflows.storage.StorageLocations;
import imprint.workflows.storage.StorageLooks;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The journey of an image file that is there already into the inventory. */
@Service
@Transactional
public class AddDiskImage {

    private final Operations operations;
    private final Products products;
    private final DiskImages images;
    private final StorageLocations locations;
    private final StorageLooks looks;
    private final AddValidation validation;
    private final Clock clock;

    AddDiskImage(
            Operations operations,
            Products products,
            DiskImages images,
            StorageLocations locations,
            StorageLooks looks,
            AddValidation validation,
            Clock clock) {
        this.operations = operations;
        this.products = products;
        this.images = images;
        this.locations = locations;
        this.looks = looks;
        this.validation = validation;
        this.clock = clock;
    }

    /** @param rawData whether the file may hold a disk without a boot record, too */
    public AddOperation request(NewImage image, ExpectedDigests expected, boolean rawData, Requester requester) {
        locations.get(image.locationId());
        if (images.isNameTaken(image.name())) {
            throw new InvalidInput("name", "There is an image named \"%s\" already.".formatted(image.name()));
        }
        if (image.traits().oldFormat() && expected.md5() == null) {
            throw new InvalidInput("md5", "An image of the old format is checked by its MD5: give it.");
        }
        var product = products.choose(image.traits().product());
        return operations.request(
                new AddOperation(image.of(product.name()), expected, rawData, requester, clock.instant()),
                requester.actor());
    }

    /**
     * Makes sure that the file is there and not in the inventory yet.
     *
     * @return the variables that the process goes on with
     */
    @Transactional(propagation = Propagation.NEVER)
    public Map<String, Object> validate(UUID operationId) {
        var image = operations.get(operationId, AddOperation.class).newImage();
        var look = looks.look(image.locationId(), image.fileName());
        return validation.decide(operationId, look);
    }

    /** The file was read from end to end, holds a disk, and is what its digests say. */
    public void register(UUID operationId, FileFacts file) {
        var operation = operations.lock(operationId, AddOperation.class);
        var image = images.register(operationId, operation.newImage(), file);
        operation.recordImage(image.id(), file.manifestDigest());
    }
}
