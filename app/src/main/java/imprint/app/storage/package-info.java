/** Storage locations in the API. */
@NullMarked
package imprint.app.storage;

import org.jspecify.annotations.NullMarked;
