package imprint.app.device;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import imprint.workflows.device.Claim;
import imprint.workflows.device.Disk;
import imprint.workflows.operation.OperationKind;
import imprint.workflows.operation.OperationState;
import imprint.workflows.product.ProductState;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All of a device.
 *
 * @param productState new until an administrator accepts the product, or admits a device of it
 * @param image that was last applied and verified
 * @param operation that is under way, or else is asked for
 * @param claims of agents that ask to be let in as this device
 */
record DeviceDetails(
        @JsonUnwrapped DeviceView device,
        Set<String> macAddresses,
        List<Disk> disks,
        ProductState productState,
        @Nullable CurrentImage image,
        @Nullable CurrentOperation operation,
        List<Claim> claims) {

    record CurrentImage(UUID id, String name) {}

    record CurrentOperation(UUID id, OperationKind kind, OperationState state) {}
}
