/** Upkeep: rows that nobody needs any more leave the database. */
@NullMarked
package imprint.workflows.upkeep;

import org.jspecify.annotations.NullMarked;
