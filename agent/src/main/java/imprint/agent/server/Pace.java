package imprint.agent.server;

import imprint.agent.http.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often the agent speaks.
 *
 * @param idleWait how long the server may hold an idle agent's heartbeat back
 * @param busyWait the same while a command is in hand: as often does its progress move
 * @param firstRetry the pause after a first failure, which doubles
 * @param longestRetry the pause after many
 */
public record Pace(Duration idleWait, Duration busyWait, Duration firstRetry, Duration longestRetry) {

    public static final Pace NORMAL =
            new Pace(Duration.ofSeconds(25), Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(30));

    Backoff backoff(RandomGenerator random) {
        return new Backoff(firstRetry, longestRetry, random);
    }
}
