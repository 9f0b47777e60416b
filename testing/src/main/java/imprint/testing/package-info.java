/** What tests need of the machine that runs them, and which tests are left out where it is not there. */
@NullMarked
package imprint.testing;

import org.jspecify.annotations.NullMarked;
