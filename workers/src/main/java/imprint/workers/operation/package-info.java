/** The tasks on operations that every journey shares. */
@NullMarked
package imprint.workers.operation;

import org.jspecify.annotations.NullMarked;
