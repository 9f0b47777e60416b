package imprint.workers.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The connections of a gateway: so many in all, and so many of a device. Whoever has shown no token yet is a stranger, and
 * makes room for those who come.
 */
final class Connections {

    /** Many more than an agent opens, also while those of before a cut are not known to be gone. */
    private static final int OF_A_DEVICE = 32;

    private final int most;
    /** The oldest first. */
    private final Map<ChannelId, Channel> strangers = new LinkedHashMap<>();

    private final Map<UUID, Deque<Channel>> known = new HashMap<>();
    private int open;

    Connections(int most) {
        this.most = most;
    }

    synchronized void opened(Channel connection) {
        open++;
        strangers.put(connection.id(), connection);
        connection.closeFuture().addListener(_ -> closed(connection));
        if (open > most) {
            // why there is always one: the connection that has just come, at least.
            Channel oldest = strangers.values().iterator().next();
            strangers.remove(oldest.id());
            oldest.close();
        }
    }

    /** The connection has shown a token. */
    synchronized void admitted(Channel connection, UUID deviceId) {
        if (strangers.remove(connection.id()) == null) {
            return;
        }
        Deque<Channel> others = known.computeIfAbsent(deviceId, _ -> new ArrayDeque<>());
        others.add(connection);
        connection.closeFuture().addListener(_ -> closed(connection, deviceId));
        if (others.size() > OF_A_DEVICE) {
            others.removeFirst().close();
        }
    }

    private synchronized void closed(Channel connection) {
        open--;
        strangers.remove(connection.id());
    }

    private synchronized void closed(Channel connection, UUID deviceId) {
        Deque<Channel> others = known.get(deviceId);
        if (others != null) {
            others.remove(connection);
            if (others.isEmpty()) {
                known.remove(deviceId);
            }
        }
    }
}
