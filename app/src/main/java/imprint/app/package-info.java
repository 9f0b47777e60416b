/** The server: everything of Imprint in one Spring Boot program. */
@NullMarked
package imprint.app;

import org.jspecify.annotations.NullMarked;
