/** Disks, as bytes: which one is meant, whether it is in use, reading, writing, holes, the page cache. */
@NullMarked
package imprint.agent.disk;

import org.jspecify.annotations.NullMarked;
