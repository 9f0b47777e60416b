/** Whole journeys on the real system, and what becomes of them when something is killed, cut or corrupted. */
@NullMarked
package imprint.journey;

import org.jspecify.annotations.NullMarked;
