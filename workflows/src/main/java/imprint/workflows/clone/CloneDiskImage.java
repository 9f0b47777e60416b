package imprint.workflows.clone;

import imprint.workflows.device.Device;
import imprint.workflows.device.Devices;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.image.DiskImages;
import imprint.workflows.image.FileFacts;
import imprint.workflows.operation.ChosenDisk;
import imprint.workflows.operation.CloneOperation;
import imprint.workflows.operation.NewImage;
import imprint.workflows.operation.Operations;
import imprint.workflows.operation.Requester;
import imprint.workflows.storage.StorageLocations;
import imprint.workflows.storage.StorageLooks;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The journey from a device's disk to an inventory entry. */
@Service
@Transactional
public class CloneDiskImage {

    private final Operations operations;
    private final Devices devices;
    private final DiskImages images;
    private final StorageLocations locations;
    private final StorageLooks looks;
    private final CloneValidation validation;
    private final Clock clock;

    CloneDiskImage(
            Operations operations,
            Devices devices,
            DiskImages images,
            StorageLocations locations,
            StorageLooks looks,
            CloneValidation validation,
            Clock clock) {
        this.operations = operations;
        this.devices = devices;
        this.images = images;
        this.locations = locations;
        this.looks = looks;
        this.validation = validation;
        this.clock = clock;
    }

    public CloneOperation request(UUID deviceId, NewImage image, Requester requester) {
        devices.get(deviceId);
        locations.get(image.locationId());
        if (!image.file().format().isWritable()) {
            throw new InvalidInput("fileName", "A clone is written as .img.zst, .img or .img.gz.");
        }
        if (images.isNameTaken(image.name())) {
            throw new InvalidInput("name", "There is an image named \"%s\" already.".formatted(image.name()));
        }
        return operations.request(new CloneOperation(deviceId, image, requester, clock.instant()), requester.actor());
    }

    /**
     * Takes the device and makes sure that a clone can succeed.
     *
     * @return the variables that the process goes on with
     */
    @Transactional(propagation = Propagation.NEVER)
    public Map<String, Object> validate(UUID operationId) {
        var image = operations.get(operationId, CloneOperation.class).newImage();
        var look = looks.lookToWrite(image.locationId(), image.fileName());
        return validation.decide(operationId, look);
    }

    /** The file was read back and is what was captured: it enters the inventory. */
    public void register(UUID operationId, FileFacts file) {
        var operation = operations.lock(operationId, CloneOperation.class);
        var device = devices.get(operation.deviceId());
        var image = images.register(operationId, operation.newImage(), ofDisk(device, operation, file));
        operation.recordImage(image.id(), file.manifestDigest());
        devices.recordImage(device.id(), image.id());
    }

    // why: the disk knows its sectors also where its content does not tell them.
    private static FileFacts ofDisk(Device device, CloneOperation operation, FileFacts file) {
        return device.disks().stream()
                .filter(disk -> ChosenDisk.of(disk).equals(operation.disk()) && disk.bytes() == file.diskBytes())
                .findFirst()
                .map(disk -> file.withSectors(disk.sectorBytes()))
                .orElse(file);
    }
}
