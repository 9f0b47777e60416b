/** The Camel component nfs: files of NFS servers through libnfs, without a mount and without being root. */
@NullMarked
package imprint.workers.nfs;

import org.jspecify.annotations.NullMarked;
