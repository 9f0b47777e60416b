/** Failures with names: what ends an operation, in a code and a sentence. */
@NullMarked
package imprint.workflows.failure;

import org.jspecify.annotations.NullMarked;
