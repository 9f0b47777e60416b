/** The way to the engine: the outbox, its dispatcher, deployment and the reconciler. */
@NullMarked
package imprint.workflows.engine;

import org.jspecify.annotations.NullMarked;
