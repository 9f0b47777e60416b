package imprint.imaging.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life, and the question what to do.
 *
 * @param bootId differs from boot to boot, as {@code /proc/sys/kernel/random/boot_id} does
 * @param progress of the command in hand; null when idle
 * @param inHand the command that the agent is carrying out or has yet to report, which is not to be given again
 * @param waitSeconds how long the server may hold the answer back while there is nothing to say
 */
public record Heartbeat(
        int protocolVersion,
        String agentVersion,
        String bootId,
        Environment environment,
        HardwareFacts facts,
        @Nullable UUID inHand,
        @Nullable Progress progress,
        int waitSeconds) {}
