/** Clone: a device's whole disk becomes an image file. */
@NullMarked
package imprint.workflows.clone;

import org.jspecify.annotations.NullMarked;
