/** How lists look for what people type. */
@NullMarked
package imprint.workflows.search;

import org.jspecify.annotations.NullMarked;
