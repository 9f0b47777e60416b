package imprint.imaging.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life, and the question what to do.
 *
 * @param bootId differs from boot to boot, as {@code /proc/sys/kernel/random/boot_id} does
 * @param facts whole, unless the server has said by {@link HeartbeatReply#knownFacts} that it knows them
 * @param factsDigest differs from that of all other facts, whoever tells them; null of older agents, which always tell
 *     their facts
 * @param progress of the command in hand; null when idle
 * @param inHand the command that the agent is carrying out or has yet to report, which is not to be given again
 * @param tokenWanted whether the token of the command in hand was refused, or is past half of its life; null of older
 *     agents, which want one each time
 * @param waitSeconds how long the server may hold the answer back while there is nothing to say
 */
public record Heartbeat(
        int protocolVersion,
        String agentVersion,
        String bootId,
        Environment environment,
        @Nullable HardwareFacts facts,
        @Nullable String factsDigest,
        @Nullable UUID inHand,
        @Nullable Progress progress,
        @Nullable Boolean tokenWanted,
        int waitSeconds) {

    /** The same, of a device whose facts are known. */
    public Heartbeat withoutFacts() {
        return new Heartbeat(
                protocolVersion,
                agentVersion,
                bootId,
                environment,
                null,
                factsDigest,
                inHand,
                progress,
                tokenWanted,
                waitSeconds);
    }
}
