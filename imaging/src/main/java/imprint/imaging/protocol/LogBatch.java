package imprint.imaging.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Log entries of a device, also those that it collected while no server was in reach. */
public record LogBatch(List<Entry> entries) {

    /** The most entries that a server takes at once. */
    public static final int MAX_ENTRIES = 500;

    public LogBatch {
        entries = List.copyOf(entries);
    }

    /**
     * One line of the device's log.
     *
     * @param id given by the device, by which a repeated batch is recognised
     */
    public record Entry(UUID id, Instant at, Severity severity, String message) {}

    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }
}
