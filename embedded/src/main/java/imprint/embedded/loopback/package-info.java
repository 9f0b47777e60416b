/** What is loaded into the engine's own process, to keep it to its own user. */
@NullMarked
package imprint.embedded.loopback;

import org.jspecify.annotations.NullMarked;
