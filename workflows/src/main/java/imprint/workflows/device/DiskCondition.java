package imprint.workflows.device;

/** What can be said of the disk. */
public enum DiskCondition {
    /** As far as we know, whole. */
    WHOLE,
    /**
     * An image was being written, and was not read back whole: the device stays in the imaging environment until one is
     * applied.
     */
    NEEDS_IMAGE
}
