package imprint.workflows.command;

import java.util.UUID;

/** Names a command before it is read: the operation is locked first, as everyone does who takes both. */
record CommandRef(UUID id, UUID operationId) {}
