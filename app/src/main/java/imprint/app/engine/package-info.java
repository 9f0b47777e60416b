/** The connection to the engine, and the Camel context whose routes are its job workers. */
@NullMarked
package imprint.app.engine;

import org.jspecify.annotations.NullMarked;
