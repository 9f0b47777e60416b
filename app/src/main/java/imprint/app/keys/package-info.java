/** The keys that the server keeps in its data directory. */
@NullMarked
package imprint.app.keys;

import org.jspecify.annotations.NullMarked;
