/** The command line: from options to a running system, and back down in order. */
@NullMarked
package imprint.app.start;

import org.jspecify.annotations.NullMarked;
