/** The history of the processes: what the engine's log says, written into PostgreSQL exactly once. */
@NullMarked
package imprint.history;

import org.jspecify.annotations.NullMarked;
