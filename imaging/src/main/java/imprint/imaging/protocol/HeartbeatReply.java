package imprint.imaging.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the server wants of the device.
 *
 * @param command to begin now; null when there is none, or it is in hand already
 * @param stop the command in hand that is to be stopped; the agent reports {@link Report.Stopped}
 * @param token a fresh transfer token for the command in hand, if it was wanted
 * @param credential the device's new credential, to be kept in place of the old, which dies at its first use
 * @param knownFacts the digest of the facts that the server knows of the device, which need not be told again; null when
 *     they are to be told whole: at once, if this heartbeat left them out
 * @param intervalSeconds until the next heartbeat when idle, to be jittered by the agent; 0 for at once
 */
public record HeartbeatReply(
        @Nullable Command command,
        @Nullable UUID stop,
        @Nullable String token,
        @Nullable String credential,
        @Nullable String knownFacts,
        int intervalSeconds) {

    @Override
    public String toString() {
        return "HeartbeatReply[command=%s, stop=%s, intervalSeconds=%s]".formatted(command, stop, intervalSeconds);
    }
}
