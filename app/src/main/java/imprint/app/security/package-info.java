/** Who may come in: people by password or token, devices by credential, and not too often. */
@NullMarked
package imprint.app.security;

import org.jspecify.annotations.NullMarked;
