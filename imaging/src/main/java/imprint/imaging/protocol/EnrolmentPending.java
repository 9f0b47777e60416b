package imprint.imaging.protocol;

/** The device waits for an administrator; the agent asks again after the seconds named. */
public record EnrolmentPending(String sentence, int retryAfterSeconds) {}
