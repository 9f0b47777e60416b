/** What only one may do at a time, on all nodes together, by advisory locks of PostgreSQL. */
@NullMarked
package imprint.workflows.lock;

import org.jspecify.annotations.NullMarked;
