package imprint.workflows.operation;

import java.util.UUID;

/** An operation was called off; whoever works on it for a device stops. Heard within the same transaction. */
public record CancellationRequested(UUID operationId) {}
