package imprint.workers.storage;

import java.time.Duration;

/**
 * How long a storage location may keep us waiting.
 *
 * @param connect until a connection stands
 * @param stall without a byte, in either direction
 * @param look at a location in all: to test it, to list its files, to see whether a file is there
 * @param standstill of a transfer, whatever holds it up: directories that are mounted have no limits of their own
 */
public record StorageTimeouts(Duration connect, Duration stall, Duration look, Duration standstill) {

    public static final StorageTimeouts DEFAULT = new StorageTimeouts(Duration.ofSeconds(10), Duration.ofMinutes(1));

    public StorageTimeouts(Duration connect, Duration stall) {
        this(connect, stall, Duration.ofMinutes(1), Duration.ofMinutes(3));
    }

    public StorageTimeouts {
        if (!connect.isPositive() || !stall.isPositive() || !look.isPositive() || !standstill.isPositive()) {
            throw new IllegalArgumentException("The timeouts of storage locations must be longer than nothing");
        }
    }
}
