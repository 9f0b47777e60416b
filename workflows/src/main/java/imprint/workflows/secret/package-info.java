/** Secrets that are handed out once: join tokens, device credentials, access tokens. */
@NullMarked
package imprint.workflows.secret;

import org.jspecify.annotations.NullMarked;
