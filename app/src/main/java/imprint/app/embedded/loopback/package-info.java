/** What is loaded into the engine's own process, to keep it on loopback. */
@NullMarked
package imprint.app.embedded.loopback;

import org.jspecify.annotations.NullMarked;
