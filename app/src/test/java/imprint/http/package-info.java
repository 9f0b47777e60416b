/** The server as those see it who speak HTTP to it: people, programs and agents. */
@NullMarked
package imprint.http;

import org.jspecify.annotations.NullMarked;
