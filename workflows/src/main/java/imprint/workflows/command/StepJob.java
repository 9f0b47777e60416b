package imprint.workflows.command;

import java.util.UUID;

/**
 * A step of an operation, as the engine hands it out.
 *
 * @param elementInstanceKey stays the same over all attempts at the step
 * @param retries that are left, this attempt included
 */
public record StepJob(UUID operationId, long elementInstanceKey, long jobKey, int retries) {}
