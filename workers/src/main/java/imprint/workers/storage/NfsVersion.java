package imprint.workers.storage;

/** The protocol's version (RFC 1813, RFC 7530). */
public enum NfsVersion {
    V3,
    V4
}
