package imprint.workers.storage;

import imprint.workflows.address.TestStep;

/** Testing a storage location failed; the message is the sentence of the failure. */
public final class ConnectionTestFailed extends Exception {

    private final TestStep step;

    ConnectionTestFailed(TestStep step, StorageException cause) {
        super(cause.getMessage(), cause);
        this.step = step;
    }

    /** The first step that failed. */
    public TestStep step() {
        return step;
    }
}
