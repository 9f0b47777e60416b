/** Storage locations: where image files live, with their credentials encrypted. */
@NullMarked
package imprint.workflows.storage;

import org.jspecify.annotations.NullMarked;
