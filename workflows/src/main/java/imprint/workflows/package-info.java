/** The domain of Imprint: what is known of the fleet, what is to be done to it, and what the engine is told. */
@NullMarked
package imprint.workflows;

import org.jspecify.annotations.NullMarked;
