/** Products in the API. */
@NullMarked
package imprint.app.product;

import org.jspecify.annotations.NullMarked;
