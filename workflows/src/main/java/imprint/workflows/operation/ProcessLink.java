package imprint.workflows.operation;

import java.util.UUID;

/** An operation, and the process instance that carries it out. */
record ProcessLink(UUID operationId, long processInstanceKey) {}
