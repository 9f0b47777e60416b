/** The image gateway: where devices send the chunks of their disks and fetch those of images. */
@NullMarked
package imprint.workers.gateway;

import org.jspecify.annotations.NullMarked;
