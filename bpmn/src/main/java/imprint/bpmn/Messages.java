package imprint.bpmn;

/** The messages that start a process or move a waiting one on. */
public final class Messages {

    /** Starts a clone; correlation key and message id are the operation's id. */
    public static final String CLONE_REQUESTED = "clone-requested";
    /** Starts an add; correlation key and message id are the operation's id. */
    public static final String ADD_REQUESTED = "add-requested";
    /** Starts an apply; correlation key and message id are the operation's id. */
    public static final String APPLY_REQUESTED = "apply-requested";

    /** A device was heard as a step awaits it; the correlation key is that of its {@link BootWait}. */
    public static final String DEVICE_BOOTED = "device-booted";

    private Messages() {}
}
