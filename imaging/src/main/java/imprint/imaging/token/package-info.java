/** Transfer tokens: what the server signs so that a gateway lets a device send or fetch one image. */
@NullMarked
package imprint.imaging.token;

import org.jspecify.annotations.NullMarked;
