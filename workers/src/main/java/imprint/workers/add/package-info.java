/** The tasks of an add, a class each. */
@NullMarked
package imprint.workers.add;

import org.jspecify.annotations.NullMarked;
