/** Add: an existing image file enters the inventory. */
@NullMarked
package imprint.workflows.add;

import org.jspecify.annotations.NullMarked;
