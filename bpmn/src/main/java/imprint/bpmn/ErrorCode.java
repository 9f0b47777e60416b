package imprint.bpmn;

/** The business failures: thrown as BPMN errors, they end an operation as rejected or failed. */
public enum ErrorCode {
    /** Another process instance carries out the operation already: this one ends without a conclusion. */
    DUPLICATE_START,

    // The device
    DEVICE_UNKNOWN,
    DEVICE_BUSY,
    MODEL_MISMATCH,
    CLONE_UNSUPPORTED,
    WRITE_FILTER_ENABLED,
    /** It named a reason by a code that this server does not know. */
    COMMAND_REFUSED,

    // Its disk
    DISK_TOO_SMALL,
    /** None, or more than one, of the device's disks is the one that is meant. */
    DISK_AMBIGUOUS,
    /** The image was made for a disk whose sectors are larger or smaller than the device's. */
    SECTOR_SIZE_MISMATCH,
    DISK_MOUNTED,
    DISK_READ_ONLY,
    /** It is a file, and the file system that it lies in is full. */
    DISK_NO_ROOM,
    /** It does not keep, or does not give back, what is on it, or is gone. */
    DISK_FAULTY,
    /** Its own system was booted while it was being captured. */
    DISK_CHANGED,

    // The image and its file
    IMAGE_NOT_FOUND,
    FILE_NOT_FOUND,
    FILE_EXISTS,
    FILE_CORRUPT,
    /** What the file holds is no disk byte for byte, or is compressed in a way that is not read. */
    FORMAT_UNSUPPORTED,
    /** To read the file takes more memory than a reader may spend. */
    WINDOW_TOO_LARGE,
    /** The disk in the file is larger than any that is taken. */
    IMAGE_TOO_LARGE,
    CHECKSUM_MISMATCH,
    /** The image is to be checked by a digest that the inventory does not have. */
    CHECKSUM_MISSING,

    // The storage location
    STORAGE_FULL,
    STORAGE_REFUSED,

    // Thrown by the diagrams themselves
    /** The device was not heard again after the last of its reboots. */
    NO_HEARTBEAT,
    /** A step was not done within its {@link Limit}. */
    DEADLINE_PASSED
}
