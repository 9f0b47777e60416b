package imprint.benchmarks;

import imprint.workflows.address.StorageAccess;

/**
 * A storage server on loopback, and its protocol's native client in lines of bash.
 *
 * @param client its name
 * @param read takes the file {@code $1} from the server to nowhere
 * @param copy takes the file {@code $1} from the server to standard output
 * @param write brings the file {@code $1} of this machine to the server as {@code $2}
 */
record StorageServer(StorageAccess location, String client, String read, String copy, String write) {}
