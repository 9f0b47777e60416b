package imprint.workers.storage;

import org.jspecify.annotations.Nullable;

/** The location refuses what is asked of it, and will until an administrator has changed something. */
public final class StorageRefused extends StorageException {

    private final Reason reason;

    StorageRefused(Reason reason, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What is to be mended. */
    public enum Reason {
        /** The server's certificate is not to be trusted, or it does not encrypt or sign as it must. */
        TLS,
        /** User or password are not accepted. */
        LOGIN,
        /** There is no such share or export, or the login may not use it. */
        SHARE,
        /** The directory does not exist, or the login may not enter it. */
        DIRECTORY,
        /** The login may not do this, or the server cannot. */
        FORBIDDEN
    }
}
