package imprint.workflows.device;

/** What can be said of the disk. */
public enum DiskCondition {
    /** As far as we know, whole. */
    WHOLE,
    /** A write ended half-way: the device stays in the imaging environment until an image is applied. */
    NEEDS_IMAGE
}
