package imprint.workers.gateway;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps one device from taking what all need: so many of its requests are in hand at a time. */
final class DeviceShares {

    /** Twice as many as an agent makes. */
    private static final int MOST = 8;

    private final Map<UUID, Integer> requests = new ConcurrentHashMap<>();

    /** To be {@linkplain #leave left} unless it is refused. */
    void enter(UUID deviceId) throws Refusal {
        if (requests.merge(deviceId, 1, Integer::sum) > MOST) {
            leave(deviceId);
            throw Refusal.busy();
        }
    }

    void leave(UUID deviceId) {
        requests.computeIfPresent(deviceId, (_, inHand) -> inHand == 1 ? null : inHand - 1);
    }
}
