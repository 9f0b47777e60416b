/** What the agent keeps over restarts: small files that appear only when whole. */
@NullMarked
package imprint.agent.state;

import org.jspecify.annotations.NullMarked;
