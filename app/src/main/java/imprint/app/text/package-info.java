/** What people may write. */
@NullMarked
package imprint.app.text;

import org.jspecify.annotations.NullMarked;
