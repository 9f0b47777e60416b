package imprint.workflows.clone;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.Variables;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.protocol.WriteFilter;
import imprint.workflows.device.Device;
import imprint.workflows.device.DeviceState;
import imprint.workflows.device.Devices;
import imprint.workflows.device.Disk;
import imprint.workflows.device.DiskCondition;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.image.DiskImages;
import imprint.workflows.operation.CloneOperation;
import imprint.workflows.operation.Operations;
import imprint.workflows.operation.Pinning;
import imprint.workflows.operation.RoomAhead;
import imprint.workflows.operation.TargetDiskChoice;
import imprint.workflows.product.Product;
import imprint.workflows.product.Products;
import imprint.workflows.storage.StorageProbe.Found;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides whether a clone can succeed, once its location has been looked at. */
@Component
@Transactional
class CloneValidation {

    private final Operations operations;
    private final Devices devices;
    private final Products products;
    private final DiskImages images;
    private final RoomAhead room;
    private final Pinning pinning;

    CloneValidation(
            Operations operations,
            Devices devices,
            Products products,
            DiskImages images,
            RoomAhead room,
            Pinning pinning) {
        this.operations = operations;
        this.devices = devices;
        this.products = products;
        this.images = images;
        this.room = room;
        this.pinning = pinning;
    }

    Map<String, Object> decide(UUID operationId, Supplier<Found> look) {
        var operation = operations.run(operationId, CloneOperation.class);
        var device = devices.get(operation.deviceId());
        requireCloneable(device);
        var disk = TargetDiskChoice.of(device);
        requireWholeSectors(device, disk);
        requireSizeOfAnImage(device, disk);
        requireRoom(operation, disk.bytes(), look.get());
        var gateway = pinning.gatewayAt(device.site());
        operation.validated(disk, gateway.name());
        return Map.of(Variables.GATEWAY, gateway.name());
    }

    private void requireCloneable(Device device) {
        if (device.state() != DeviceState.ENROLLED) {
            throw new BusinessFailure(
                    ErrorCode.DEVICE_UNKNOWN, "%s is not enrolled: admit it first.".formatted(device.hostName()));
        }
        if (!products.find(device.product()).map(Product::isCloneable).orElse(true)) {
            throw new BusinessFailure(
                    ErrorCode.CLONE_UNSUPPORTED,
                    "Devices of product \"%s\" cannot be cloned.".formatted(device.product()));
        }
        var current =
                device.imageId() == null ? null : images.find(device.imageId()).orElse(null);
        if (current != null && !current.traits().cloneable()) {
            throw new BusinessFailure(
                    ErrorCode.CLONE_UNSUPPORTED,
                    "The image \"%s\" on the device may not be cloned.".formatted(current.name()));
        }
        if (device.diskCondition() == DiskCondition.NEEDS_IMAGE) {
            throw new BusinessFailure(
                    ErrorCode.CLONE_UNSUPPORTED,
                    "An image was being written to the disk of %s, and was not read back whole: apply one first."
                            .formatted(device.hostName()));
        }
        if (device.writeFilter() != WriteFilter.NONE) {
            throw new BusinessFailure(
                    ErrorCode.WRITE_FILTER_ENABLED,
                    "The write filter %s is enabled on the device: disable it and restart the device first."
                            .formatted(device.writeFilter()));
        }
    }

    // why: its image could never be added again, or applied to a disk of its size.
    private static void requireWholeSectors(Device device, Disk disk) {
        if (disk.bytes() % DiskImages.SMALLEST_SECTOR_BYTES != 0) {
            throw new BusinessFailure(
                    ErrorCode.CLONE_UNSUPPORTED,
                    "The disk of %s has %s bytes, which are not whole sectors of %s: make it larger."
                            .formatted(device.hostName(), disk.bytes(), DiskImages.SMALLEST_SECTOR_BYTES));
        }
    }

    private static void requireSizeOfAnImage(Device device, Disk disk) {
        if (disk.bytes() > DiskLayout.MAX_BYTES) {
            throw new BusinessFailure(
                    ErrorCode.CLONE_UNSUPPORTED,
                    "The disk of %s has %s bytes, and an image holds %s at most: clone a smaller disk."
                            .formatted(device.hostName(), disk.bytes(), DiskLayout.MAX_BYTES));
        }
    }

    private void requireRoom(CloneOperation operation, long diskBytes, Found found) {
        var image = operation.newImage();
        if (found.fileBytes().isPresent() || images.isFileListed(image.locationId(), image.fileName())) {
            throw new BusinessFailure(
                    ErrorCode.FILE_EXISTS,
                    "There is a file \"%s\" on the storage location already: choose another name."
                            .formatted(image.fileName()));
        }
        var needed = image.leastBytes(diskBytes);
        var promised = room.atLeast(image.locationId(), operation.id());
        if (found.freeBytes().orElse(Long.MAX_VALUE) - promised < needed) {
            throw new BusinessFailure(
                    ErrorCode.STORAGE_FULL,
                    "The storage location has %s bytes free, of which other clones under way need %s, and the image needs at least %s: make room, or wait for them."
                            .formatted(found.freeBytes().getAsLong(), promised, needed));
        }
    }
}
