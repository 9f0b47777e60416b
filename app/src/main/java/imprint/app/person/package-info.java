/** People and their access tokens in the API. */
@NullMarked
package imprint.app.person;

import org.jspecify.annotations.NullMarked;
