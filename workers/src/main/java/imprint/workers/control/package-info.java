/** What the data plane asks of the domain, answered in the same process; and what the domain asks of storage. */
@NullMarked
package imprint.workers.control;

import org.jspecify.annotations.NullMarked;
