/** The tasks on devices that every journey shares. */
@NullMarked
package imprint.workers.device;

import org.jspecify.annotations.NullMarked;
