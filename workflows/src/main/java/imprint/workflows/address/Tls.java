package imprint.workflows.address;

/** Whether a connection is encrypted, and how the server's certificate is verified. */
public enum Tls {
    /** Nothing is encrypted. */
    NONE,
    /** By the authorities that the Java runtime trusts. */
    SYSTEM,
    /** By the authorities that come with the location, and no others. */
    PRIVATE_CA,
    /** By its fingerprint alone. */
    PINNED
}
