/** Where servers may be. */
@NullMarked
package imprint.workers.net;

import org.jspecify.annotations.NullMarked;
