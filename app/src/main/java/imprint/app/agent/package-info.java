/** Where agents speak to the server. */
@NullMarked
package imprint.app.agent;

import org.jspecify.annotations.NullMarked;
