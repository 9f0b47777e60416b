package imprint.app.operation;

import imprint.workflows.operation.OperationKind;
import imprint.workflows.operation.OperationState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation stands, told whenever that has changed.
 *
 * @param incident whether a step has spent its retries and waits for a person
 */
record OperationEvent(
        UUID id,
        OperationKind kind,
        OperationState state,
        @Nullable UUID deviceId,
        @Nullable String code,
        @Nullable String sentence,
        boolean incident,
        @Nullable ProgressView progress) {}
