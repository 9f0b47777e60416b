/** What every conversation over HTTP needs: refusals with a name, and patience. */
@NullMarked
package imprint.agent.http;

import org.jspecify.annotations.NullMarked;
