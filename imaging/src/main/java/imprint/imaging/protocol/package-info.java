/** The agent protocol: what a device and the server say to each other, as JSON over HTTP. */
@NullMarked
package imprint.imaging.protocol;

import org.jspecify.annotations.NullMarked;
