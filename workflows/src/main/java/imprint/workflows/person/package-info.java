/** People: who may use the system, and in which role. */
@NullMarked
package imprint.workflows.person;

import org.jspecify.annotations.NullMarked;
