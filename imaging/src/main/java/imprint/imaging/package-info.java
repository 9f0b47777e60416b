/** What a device and the server share: the image format and the agent protocol, without a framework. */
@NullMarked
package imprint.imaging;

import org.jspecify.annotations.NullMarked;
