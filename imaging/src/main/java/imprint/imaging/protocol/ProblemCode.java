package imprint.imaging.protocol;

/** The refusals that an agent acts on; every other problem it logs and tries again. */
public enum ProblemCode {
    /** The credential is not known: enrol. */
    CREDENTIAL_UNKNOWN,
    /** The credential was revoked, as that of a copied disk is: enrol, and show it. */
    CREDENTIAL_REVOKED,
    /** The credential belongs to hardware with another identity: enrol, and show it. */
    CREDENTIAL_OF_OTHER_HARDWARE,
    /** The server no longer, or not yet, speaks the agent's protocol version. */
    PROTOCOL_VERSION_UNSUPPORTED,
    /** The report came from an attempt that a newer one replaced: forget it. */
    ATTEMPT_SUPERSEDED,
    /** The token, the request or the chunk does not fit the transfer: fetch a new token by a heartbeat. */
    TRANSFER_REFUSED,
    /** What arrived is not what was sent: send it again. */
    CHUNK_CORRUPT,
    /** There is no room for the chunk now: wait for as long as {@code Retry-After} says. */
    SPOOL_FULL,
    /** The chunk has not arrived at the site yet: wait for as long as {@code Retry-After} says. */
    NOT_STAGED_YET
}
