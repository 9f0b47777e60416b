/**
 * The Camel component cifs: files of SMB servers, by dialect 2.1 or newer, always signed.
 *
 * <p>Messages and the login are jcifs-ng's. The connection is our own: jcifs-ng's takes one message of 64 KiB at a time
 * and knows no AES-GMAC, which is what makes signed transfers fast.
 */
@NullMarked
package imprint.workers.cifs;

import org.jspecify.annotations.NullMarked;
