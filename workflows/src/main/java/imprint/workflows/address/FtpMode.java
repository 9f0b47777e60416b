package imprint.workflows.address;

/** Who opens the connection that carries the bytes of a file. */
public enum FtpMode {
    /** The client: what works through most firewalls. */
    PASSIVE,
    /** The server. */
    ACTIVE
}
