package imprint.workflows.apply;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.Variables;
import imprint.workflows.device.Device;
import imprint.workflows.device.DeviceState;
import imprint.workflows.device.Devices;
import imprint.workflows.device.Disk;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.image.DiskImage;
import imprint.workflows.image.DiskImages;
import imprint.workflows.operation.ApplyOperation;
import imprint.workflows.operation.Operations;
import imprint.workflows.operation.Pinning;
import imprint.workflows.operation.Requester;
import imprint.workflows.operation.TargetDiskChoice;
import imprint.workflows.product.ProductName;
import imprint.workflows.storage.StorageLocations;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The journey of an image onto the disks of devices: an operation for each of them. */
@Service
@Transactional
public class ApplyDiskImage {

    private static final int MOST_DEVICES = 10_000;
    private static final int MOST_NAMED = 10;

    private final Operations operations;
    private final Devices devices;
    private final DiskImages images;
    private final StorageLocations locations;
    private final Pinning pinning;
    private final Clock clock;

    ApplyDiskImage(
            Operations operations,
            Devices devices,
            DiskImages images,
            StorageLocations locations,
            Pinning pinning,
            Clock clock) {
        this.operations = operations;
        this.devices = devices;
        this.images = images;
        this.locations = locations;
        this.pinning = pinning;
        this.clock = clock;
    }

    /** The list is frozen as it is given: no device joins it later. */
    public List<ApplyOperation> request(
            UUID imageId, List<UUID> deviceIds, boolean rebootOnSuccess, Requester requester) {
        if (deviceIds.isEmpty() || deviceIds.size() > MOST_DEVICES) {
            throw new InvalidInput("deviceIds", "Name one to %s devices.".formatted(MOST_DEVICES));
        }
        if (new HashSet<>(deviceIds).size() != deviceIds.size()) {
            throw new InvalidInput("deviceIds", "A device is named twice.");
        }
        var unknown = devices.unknownAmong(deviceIds);
        if (!unknown.isEmpty()) {
            throw new InvalidInput(
                    "deviceIds",
                    "There is no device %s."
                            .formatted(unknown.stream()
                                    .limit(MOST_NAMED)
                                    .map(UUID::toString)
                                    .collect(Collectors.joining(", "))));
        }
        var image = images.lockForUse(imageId);
        var asked = deviceIds.stream()
                .map(deviceId -> new ApplyOperation(
                        imageId, image.file().manifestDigest(), deviceId, rebootOnSuccess, requester, clock.instant()))
                .toList();
        return operations.request(asked, requester.actor());
    }

    /**
     * Takes the device and makes sure that the image fits it. A write filter is no obstacle: the disk is written in the
     * imaging environment, where none is active.
     *
     * @return the variables that the process goes on with
     */
    public Map<String, Object> validate(UUID operationId) {
        var operation = operations.run(operationId, ApplyOperation.class);
        var device = devices.get(operation.deviceId());
        var image = images.get(operation.imageToApply());
        requireFit(device, image);
        var disk = targetFor(device, image);
        var gateway = pinning.gatewayAt(device.site());
        operation.validated(disk, gateway.name());
        var traits = image.traits();
        return Map.of(
                Variables.GATEWAY, gateway.name(),
                Variables.BOOT_PROVABLE, traits.carriesAgent(),
                Variables.OS_NAME, Objects.requireNonNullElse(traits.osName(), ""),
                Variables.OS_VERSION, Objects.requireNonNullElse(traits.osVersion(), ""),
                Variables.OLD_FORMAT, traits.oldFormat(),
                Variables.LOCATION_KIND,
                        locations.get(image.locationId()).kind().name().toLowerCase(Locale.ROOT));
    }

    private static void requireFit(Device device, DiskImage image) {
        if (device.state() != DeviceState.ENROLLED) {
            throw new BusinessFailure(
                    ErrorCode.DEVICE_UNKNOWN, "%s is not enrolled: admit it first.".formatted(device.hostName()));
        }
        if (!ProductName.areAlike(device.product(), image.traits().product())) {
            throw new BusinessFailure(
                    ErrorCode.MODEL_MISMATCH,
                    "The image is for \"%s\", and the device is a \"%s\"."
                            .formatted(image.traits().product(), device.product()));
        }
    }

    private static Disk targetFor(Device device, DiskImage image) {
        var disk = TargetDiskChoice.of(device);
        if (disk.bytes() < image.file().diskBytes()) {
            throw new BusinessFailure(
                    ErrorCode.DISK_TOO_SMALL,
                    "The image needs a disk of %s bytes, and the device's has %s."
                            .formatted(image.file().diskBytes(), disk.bytes()));
        }
        var sectorBytes = image.file().sectorBytes();
        // why: partition tables, file systems and boot loaders count in sectors, and cannot be translated.
        if (sectorBytes != null && sectorBytes != disk.sectorBytes()) {
            throw new BusinessFailure(
                    ErrorCode.SECTOR_SIZE_MISMATCH,
                    "The image is of a disk with sectors of %s bytes, and the device's has sectors of %s: make an image for disks of that kind."
                            .formatted(sectorBytes, disk.sectorBytes()));
        }
        return disk;
    }

    /** Leaves the device to its user, until anyone reboots it. */
    public void awaitReboot(UUID operationId) {
        var operation = operations.lock(operationId, ApplyOperation.class);
        operation.leaveToItsUser(devices.get(operation.deviceId()).bootId());
    }
}
