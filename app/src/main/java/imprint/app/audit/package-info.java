/** The audit trail in the API. */
@NullMarked
package imprint.app.audit;

import org.jspecify.annotations.NullMarked;
