package imprint.app.operation;

import imprint.workflows.operation.OperationKind;
import imprint.workflows.operation.OperationState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation stands, told whenever that has changed.
 *
 * @param hostName of the device; null where there is none
 * @param imageName of the image that is made or applied; null when one that was applied has left the inventory
 * @param incident whether a step has spent its retries and waits for a person
 */
record OperationEvent(
        UUID id,
        OperationKind kind,
        OperationState state,
        @Nullable UUID deviceId,
        @Nullable String hostName,
        @Nullable UUID imageId,
        @Nullable String imageName,
        @Nullable String code,
        @Nullable String sentence,
        boolean incident,
        @Nullable ProgressView progress) {}
