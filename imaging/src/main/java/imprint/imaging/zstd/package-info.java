/** An image as a zstd file in the seekable format: one frame a chunk, and a table that finds each. */
@NullMarked
package imprint.imaging.zstd;

import org.jspecify.annotations.NullMarked;
