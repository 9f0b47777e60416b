package imprint.app.device;

import imprint.app.device.DeviceDetails.CurrentImage;
import imprint.app.device.DeviceDetails.CurrentOperation;
import imprint.workflows.device.Devices;
import imprint.workflows.image.DiskImages;
import imprint.workflows.operation.OperationFilter;
import imprint.workflows.operation.Operations;
import imprint.workflows.product.Products;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what is known of one device. */
@Component
@Transactional(readOnly = true)
class DeviceLookup {

    private final Devices devices;
    private final Products products;
    private final DiskImages images;
    private final Operations operations;

    DeviceLookup(Devices devices, Products products, DiskImages images, Operations operations) {
        this.devices = devices;
        this.products = products;
        this.images = images;
        this.operations = operations;
    }

    DeviceDetails of(UUID id) {
        var device = devices.get(id);
        return new DeviceDetails(
                DeviceView.of(device),
                device.macAddresses(),
                device.disks(),
                products.find(device.product()).orElseThrow().state(),
                image(device.imageId()),
                operation(id),
                devices.claims(id));
    }

    private @Nullable CurrentImage image(@Nullable UUID id) {
        return id == null
                ? null
                : images.find(id)
                        .map(image -> new CurrentImage(image.id(), image.name()))
                        .orElse(null);
    }

    private @Nullable CurrentOperation operation(UUID deviceId) {
        // why: those that have begun come before those that wait, whose time of start is null.
        var first = PageRequest.of(0, 1, Sort.by("startedAt", "requestedAt"));
        return operations.list(new OperationFilter(null, null, deviceId, null, true, null), first).stream()
                .findFirst()
                .map(it -> new CurrentOperation(it.id(), it.kind(), it.state()))
                .orElse(null);
    }
}
