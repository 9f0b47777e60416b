package imprint.workers.gateway;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Settings of a site's gateway.
 *
 * @param name of the gateway, as tokens say it
 * @param address to listen at; port 0 takes any free one
 * @param maxInFlight requests served at the same time, and so many times 4 MiB for the bodies of those that arrive; more are
 *     told to come back
 * @param maxConnections of them all; beyond that, the oldest without a good token makes room
 * @param idle after which a connection is closed that is silent; within twice as long, one that takes nothing of what it
 *     is sent
 * @param bytesPerSecond of chunks, in each direction, for all connections together; {@code Long.MAX_VALUE} for no limit
 */
public record GatewaySettings(
        String name,
        InetSocketAddress address,
        int maxInFlight,
        int maxConnections,
        Duration idle,
        long bytesPerSecond) {

    public GatewaySettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A gateway needs a name");
        }
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("A gateway must serve at least one request at a time: " + maxInFlight);
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("A gateway must have at least one connection: " + maxConnections);
        }
        if (!idle.isPositive()) {
            throw new IllegalArgumentException("A connection may be silent for longer than nothing: " + idle);
        }
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("A gateway must move at least one byte a second: " + bytesPerSecond);
        }
    }
}
