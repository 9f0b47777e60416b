package imprint.workers.storage;

import java.time.Duration;

/**
 * How long a storage location may keep us waiting.
 *
 * @param connect until a connection stands
 * @param stall without a byte, in either direction
 */
public record StorageTimeouts(Duration connect, Duration stall) {

    public static final StorageTimeouts DEFAULT = new StorageTimeouts(Duration.ofSeconds(10), Duration.ofMinutes(1));

    public StorageTimeouts {
        if (!connect.isPositive() || !stall.isPositive()) {
            throw new IllegalArgumentException("The timeouts of storage locations must be longer than nothing");
        }
    }
}
