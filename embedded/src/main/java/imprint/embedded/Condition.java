package imprint.embedded;

/** How a child is while its process runs. */
enum Condition {
    WORKS,
    /** It does not work for want of room on the disk, and a new start would not help. */
    WAITS_FOR_ROOM,
    /** It does not work, and when that lasts, only a new start helps. */
    FAILS
}
