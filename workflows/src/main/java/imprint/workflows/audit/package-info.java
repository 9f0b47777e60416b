/** The audit trail: who did what, append-only, each entry chained to the one before. */
@NullMarked
package imprint.workflows.audit;

import org.jspecify.annotations.NullMarked;
