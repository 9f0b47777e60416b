/** The spool of a site: captured disks until they are uploaded, and the site's copies of images. */
@NullMarked
package imprint.workers.spool;

import org.jspecify.annotations.NullMarked;
