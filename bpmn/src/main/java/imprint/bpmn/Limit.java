package imprint.bpmn;

/**
 * The deadlines that the timers of the diagrams read from {@link Variables#LIMITS}, each an ISO-8601 duration. A diagram
 * asks for the deadline of each of its steps when it enters the step; a missing one raises an incident there.
 */
public enum Limit {
    VALIDATE_MODEL("validateModel"),
    REBOOT("reboot"),
    AWAIT_HEARTBEAT("awaitHeartbeat"),
    TRANSFER_IMAGE("transferImage"),
    STORE_IMAGE("storeImage"),
    COMPUTE_CHECKSUM("computeChecksum"),
    REGISTER_IMAGE("registerImage"),
    RELEASE_DEVICE("releaseDevice"),
    AWAIT_USER_REBOOT("awaitUserReboot"),
    WRITE_IMAGE("writeImage");

    private final String key;

    Limit(String key) {
        this.key = key;
    }

    /** The name of the entry. */
    public String key() {
        return key;
    }
}
