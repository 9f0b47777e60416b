package imprint.imaging.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the server wants of the device.
 *
 * @param command to begin now; null when there is none, or it is in hand already
 * @param stop the command in hand that is to be stopped; the agent reports {@link Report.Stopped}
 * @param token a fresh transfer token for the command in hand
 * @param credential the device's new credential, to be kept in place of the old, which dies at its first use
 * @param intervalSeconds until the next heartbeat when idle, to be jittered by the agent; 0 for at once
 */
public record HeartbeatReply(
        @Nullable Command command,
        @Nullable UUID stop,
        @Nullable String token,
        @Nullable String credential,
        int intervalSeconds) {

    @Override
    public String toString() {
        return "HeartbeatReply[command=%s, stop=%s, intervalSeconds=%s]".formatted(command, stop, intervalSeconds);
    }
}
