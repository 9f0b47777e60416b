/** Where libraries unpack their native code. */
@NullMarked
package imprint.imaging.unpacking;

import org.jspecify.annotations.NullMarked;
