/** Where image files lie: what both planes, the API and the database say of a place, free of all of them. */
@NullMarked
package imprint.workflows.address;

import org.jspecify.annotations.NullMarked;
