/** A disk as a row of chunks, each known by the SHA-256 digest of its content. */
@NullMarked
package imprint.imaging.chunk;

import org.jspecify.annotations.NullMarked;
