/** The manifest: the digests of a disk's chunks in a paged binary form that is verified page by page. */
@NullMarked
package imprint.imaging.manifest;

import org.jspecify.annotations.NullMarked;
