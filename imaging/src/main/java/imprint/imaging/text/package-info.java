/** Text as people write and read it. */
@NullMarked
package imprint.imaging.text;

import org.jspecify.annotations.NullMarked;
