package imprint.app.operation;

import imprint.workflows.device.HostNames;
import imprint.workflows.image.ImageNames;
import imprint.workflows.operation.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By what people know the devices and the images of operations, in two questions for all of them. */
@Component
class OperationNames {

    private final HostNames hostNames;
    private final ImageNames imageNames;

    OperationNames(HostNames hostNames, ImageNames imageNames) {
        this.hostNames = hostNames;
        this.imageNames = imageNames;
    }

    Names of(Operation operation) {
        return Objects.requireNonNull(of(List.of(operation)).get(operation.id()));
    }

    /** For each operation, by its id. */
    Map<UUID, Names> of(Collection<? extends Operation> operations) {
        var hosts = hostNames.of(all(operations, Operation::deviceId));
        var images = imageNames.of(all(operations, Operation::imageId));
        return operations.stream()
                .collect(Collectors.toMap(
                        Operation::id,
                        operation -> new Names(
                                hosts.get(operation.deviceId()),
                                images.getOrDefault(operation.imageId(), nameOfNew(operation)))));
    }

    private static @Nullable String nameOfNew(Operation operation) {
        var image = operation.newImage();
        return image == null ? null : image.name();
    }

    private static List<UUID> all(
            Collection<? extends Operation> operations, Function<Operation, @Nullable UUID> part) {
        return operations.stream().map(part).filter(Objects::nonNull).distinct().toList();
    }

    /**
     * @param hostName of the device; null where there is none
     * @param imageName of the image that is made or applied; null when one that was applied has left the inventory
     */
    record Names(@Nullable String hostName, @Nullable String imageName) {}
}
