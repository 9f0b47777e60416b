/** The demonstration: virtual devices, cloned and written through the whole system, and the proof that it worked. */
@NullMarked
package imprint.demo;

import org.jspecify.annotations.NullMarked;
