/** The machine: what it says of itself, and how it boots. */
@NullMarked
package imprint.agent.device;

import org.jspecify.annotations.NullMarked;
