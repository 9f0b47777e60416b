package imprint.imaging.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The device waits for an administrator; the agent asks again after the seconds named.
 *
 * @param challenge to be signed with the agent's key when it asks again; null for an agent that showed none
 */
public record EnrolmentPending(
        String sentence, int retryAfterSeconds, @Nullable String challenge) {}
