package imprint.agent.command;

/** The business failures that a device can find; the processes know them by these names. */
public enum ErrorCode {
    /** None, or more than one, of the disks is the one that is meant. */
    DISK_AMBIGUOUS,
    DISK_MOUNTED,
    DISK_TOO_SMALL,
    DISK_READ_ONLY,
    /** It does not give back what is on it. */
    DISK_FAULTY,
    CHECKSUM_MISMATCH
}
