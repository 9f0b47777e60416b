package imprint.workflows.command;

/** Where a device command stands. */
enum CommandState {
    /** For the device to fetch. */
    WAITING,
    /** In the device's hands. */
    GIVEN,
    SUCCEEDED,
    /** The attempt failed; the next activation of the job makes another. */
    FAILED,
    /** Trying again would not help. */
    REFUSED,
    STOPPED;

    boolean isOpen() {
        return this == WAITING || this == GIVEN;
    }
}
