/** Image files: how they may be called and the formats they may have. */
@NullMarked
package imprint.imaging.image;

import org.jspecify.annotations.NullMarked;
