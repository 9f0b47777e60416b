/** Reading image files of any format: the chunks of the disk in them and the digests of the file, in one pass. */
@NullMarked
package imprint.workers.image;

import org.jspecify.annotations.NullMarked;
