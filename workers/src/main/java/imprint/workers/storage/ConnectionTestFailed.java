package imprint.workers.storage;

/** Testing a storage location failed; the message is the sentence of the failure. */
public final class ConnectionTestFailed extends Exception {

    private final Step step;

    ConnectionTestFailed(Step step, StorageException cause) {
        super(cause.getMessage(), cause);
        this.step = step;
    }

    /** The first step that failed. */
    public Step step() {
        return step;
    }

    /** The steps of the test, in their order. */
    public enum Step {
        /** The host's name is not known here. */
        NAME,
        CONNECT,
        TLS,
        LOGIN,
        /** The share of an SMB server, the export of an NFS server. */
        SHARE,
        DIRECTORY,
        WRITE,
        READ
    }
}
