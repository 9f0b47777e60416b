package imprint.agent.transfer;

import java.time.Duration;

/**
 * How long a command waits before it fails; the step may then be tried again.
 *
 * @param gatewayAway without any answer from the gateway
 * @param freshToken for a heartbeat to bring another token, after one was refused
 * @param firstRetry the pause after a first failure, which doubles
 * @param longestRetry the pause after many
 * @param damagedInARow how often the same thing may arrive damaged
 * @param diskTaken for whoever looks at a new disk to let go of it before it is read back
 */
public record Patience(
        Duration gatewayAway,
        Duration freshToken,
        Duration firstRetry,
        Duration longestRetry,
        int damagedInARow,
        Duration diskTaken) {

    public static final Patience NORMAL = new Patience(
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofMillis(250),
            Duration.ofSeconds(15),
            5,
            Duration.ofSeconds(30));
}
