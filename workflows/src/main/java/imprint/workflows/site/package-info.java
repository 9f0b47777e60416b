/** Sites and their image gateways. */
@NullMarked
package imprint.workflows.site;

import org.jspecify.annotations.NullMarked;
