/** Disk images: the inventory, and the manifests of what they hold. */
@NullMarked
package imprint.workflows.image;

import org.jspecify.annotations.NullMarked;
