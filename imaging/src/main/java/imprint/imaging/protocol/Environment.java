package imprint.imaging.protocol;

/** What runs on the device while the agent speaks. */
public enum Environment {
    /** The operating system on the device's own disk; only its contacts move Last Contact. */
    OWN_DISK,
    /** The small system in memory in which the disk is not in use. */
    IMAGING
}
