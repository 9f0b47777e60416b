/** What the agent tells: the device's log, kept until the server has it, and the line in the terminal. */
@NullMarked
package imprint.agent.log;

import org.jspecify.annotations.NullMarked;
