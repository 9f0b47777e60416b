package imprint.imaging.token;

/** A transfer token is not to be accepted. The message never holds the token. */
public final class TokenRefused extends Exception {

    private final Reason reason;

    TokenRefused(Reason reason) {
        super("The transfer token is refused: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        /** It is no token at all. */
        MALFORMED,
        /** It was not signed by this server, or changed since. */
        NOT_SIGNED_BY_US,
        /** It was good once: a heartbeat brings a new one. */
        EXPIRED
    }
}
