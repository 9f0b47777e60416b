/** The engine and the database as supervised child processes, with all their data in one directory. */
@NullMarked
package imprint.embedded;

import org.jspecify.annotations.NullMarked;
