/** Devices, their logs and the tokens to join with, in the API. */
@NullMarked
package imprint.app.device;

import org.jspecify.annotations.NullMarked;
