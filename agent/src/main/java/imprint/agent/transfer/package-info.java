/** Disk images between disk and gateway, chunk by chunk: capture, write, verify. */
@NullMarked
package imprint.agent.transfer;

import org.jspecify.annotations.NullMarked;
