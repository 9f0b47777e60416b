/** The description of the API. */
@NullMarked
package imprint.app.openapi;

import org.jspecify.annotations.NullMarked;
