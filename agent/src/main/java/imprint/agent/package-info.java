/** The program on the device: one loop that reads a command, executes it and reports until it is heard. */
@NullMarked
package imprint.agent;

import org.jspecify.annotations.NullMarked;
