/** Disk images in the API. */
@NullMarked
package imprint.app.image;

import org.jspecify.annotations.NullMarked;
