package imprint.workflows.operation;

import imprint.workflows.audit.Actor;
import org.jspecify.annotations.Nullable;

/** Who asks for an operation, and why. */
public record Requester(Actor actor, @Nullable String reason) {}
