/** The tasks of a clone, a class each. */
@NullMarked
package imprint.workers.clone;

import org.jspecify.annotations.NullMarked;
