/** Apply: a device's disk is made to match an image. */
@NullMarked
package imprint.workflows.apply;

import org.jspecify.annotations.NullMarked;
