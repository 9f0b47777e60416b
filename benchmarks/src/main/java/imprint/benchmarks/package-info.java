/** Imprint beside what one would use instead: each command measures both in one interleaved run. */
@NullMarked
package imprint.benchmarks;

import org.jspecify.annotations.NullMarked;
