/** The tasks of an apply, a class each. */
@NullMarked
package imprint.workers.apply;

import org.jspecify.annotations.NullMarked;
