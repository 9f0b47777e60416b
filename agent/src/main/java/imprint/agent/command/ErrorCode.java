package imprint.agent.command;

/** The business failures that a device can find; the processes know them by these names. */
public enum ErrorCode {
    /** None, or more than one, of the disks is the one that is meant. */
    DISK_AMBIGUOUS,
    DISK_MOUNTED,
    DISK_TOO_SMALL,
    DISK_READ_ONLY,
    /** The file system under a file that stands for a disk is full. */
    DISK_NO_ROOM,
    /** It does not keep, or does not give back, what is on it, or is gone. */
    DISK_FAULTY,
    CHECKSUM_MISMATCH
}
