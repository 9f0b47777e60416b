/** The roles that a process takes: app, worker, or both. */
@NullMarked
package imprint.app.role;

import org.jspecify.annotations.NullMarked;
