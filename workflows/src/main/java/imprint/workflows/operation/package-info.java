/** Operations: one requested clone, add or apply each, from request to outcome. */
@NullMarked
package imprint.workflows.operation;

import org.jspecify.annotations.NullMarked;
