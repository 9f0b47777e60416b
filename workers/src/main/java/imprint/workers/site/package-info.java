/** What a site's worker does with images: stores captures, computes checksums, stages images for devices. */
@NullMarked
package imprint.workers.site;

import org.jspecify.annotations.NullMarked;
