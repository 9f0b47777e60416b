package imprint.workflows.operation;

import java.util.UUID;

/** An operation came to its end, whichever. Heard within the same transaction. */
public record OperationEnded(UUID operationId, OperationState state) {}
