/** Products: the makes and models that images fit. */
@NullMarked
package imprint.workflows.product;

import org.jspecify.annotations.NullMarked;
