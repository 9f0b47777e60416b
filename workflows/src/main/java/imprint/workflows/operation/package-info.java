/**
 * Operations: one requested clone, add or apply each, from request to outcome.
 *
 * <p>Rows are locked in one order, so that nobody waits for one who waits for him: a device, what proves who it is, its
 * operations, their commands, an image, a location, and at the end of the transaction the audit trail. Who is about an
 * operation therefore has its device first ({@link Holds#lockDeviceOf}), and whatever is done with one device is done one
 * by one.
 */
@NullMarked
package imprint.workflows.operation;

import org.jspecify.annotations.NullMarked;
