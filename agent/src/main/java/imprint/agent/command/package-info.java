/** The command in hand: how far it is, whether it is to stop, how it failed. */
@NullMarked
package imprint.agent.command;

import org.jspecify.annotations.NullMarked;
