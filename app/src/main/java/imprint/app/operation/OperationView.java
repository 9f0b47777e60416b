package imprint.app.operation;

import imprint.workflows.operation.ApplyOperation;
import imprint.workflows.operation.Operation;
import imprint.workflows.operation.OperationKind;
import imprint.workflows.operation.OperationState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation.
 *
 * @param hostName of the device; null where there is none
 * @param imageName of the image that is made or applied; null when one that was applied has left the inventory
 * @param code and {@code sentence}: why it ended as it did; null where there is nothing to say
 * @param incident whether a step has spent its retries and waits for a person
 * @param imageDigest SHA-256 of the manifest, in hexadecimal digits
 * @param bytesSent over the network, in either direction
 */
record OperationView(
        UUID id,
        OperationKind kind,
        OperationState state,
        @Nullable UUID deviceId,
        @Nullable String hostName,
        @Nullable UUID imageId,
        @Nullable String imageName,
        @Nullable UUID locationId,
        @Nullable String name,
        @Nullable String description,
        @Nullable String fileName,
        boolean rebootOnSuccess,
        @Nullable String targetDiskSerial,
        @Nullable Long targetDiskBytes,
        @Nullable String imageDigest,
        @Nullable String gateway,
        String requestedBy,
        String authentication,
        String address,
        @Nullable String reason,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String code,
        @Nullable String sentence,
        @Nullable String cancelReason,
        @Nullable Integer processVersion,
        long bytesSent,
        boolean incident) {

    static OperationView of(Operation operation, OperationNames.Names names, boolean incident) {
        var image = operation.newImage();
        var disk = operation.disk();
        var process = operation.process();
        var requester = operation.requester();
        return new OperationView(
                operation.id(),
                operation.kind(),
                operation.state(),
                operation.deviceId(),
                names.hostName(),
                operation.imageId(),
                names.imageName(),
                image == null ? null : image.locationId(),
                image == null ? null : image.name(),
                image == null ? null : image.description(),
                image == null ? null : image.fileName(),
                !(operation instanceof ApplyOperation apply) || apply.rebootOnSuccess(),
                disk == null ? null : disk.serial(),
                disk == null ? null : disk.bytes(),
                operation.imageDigest(),
                operation.gateway(),
                requester.actor().name(),
                requester.actor().authentication(),
                requester.actor().address(),
                requester.reason(),
                operation.requestedAt(),
                operation.startedAt(),
                operation.endedAt(),
                operation.code(),
                operation.sentence(),
                operation.cancelReason(),
                process == null ? null : process.version(),
                operation.bytesSent(),
                incident);
    }
}
