package imprint.imaging.token;

/** Which way a transfer goes. */
public enum Direction {
    /** From a device's disk to the gateway. */
    CAPTURE,
    /** From the gateway to a device's disk. */
    FETCH
}
