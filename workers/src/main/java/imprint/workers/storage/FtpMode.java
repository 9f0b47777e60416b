package imprint.workers.storage;

/** Who opens the connection that carries the bytes of a file (RFC 959, 3.2). */
public enum FtpMode {
    /** The client, to a port that the server names: what works through most firewalls. */
    PASSIVE,
    /** The server, to a port that the client names. */
    ACTIVE
}
