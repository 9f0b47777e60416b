package imprint.workers.site;

/** What is to become of a capture that a gateway holds. */
public enum CaptureFate {
    /** Its operation is under way. */
    AWAITED,
    /** Its image is in the inventory: what the spool holds of it is the site's copy. */
    REGISTERED,
    /** Its operation goes through another gateway by now, and what lies at the location is that one's. */
    ELSEWHERE,
    /** Its operation has ended without an image. */
    ABANDONED
}
