/** What is wrong, told as problem details (RFC 9457): the field, and the remedy. */
@NullMarked
package imprint.app.problem;

import org.jspecify.annotations.NullMarked;
