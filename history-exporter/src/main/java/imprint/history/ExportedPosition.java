package imprint.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * How far the log of a partition is in the database.
 *
 * @param recordedUntil the latest time stamp among the records up to the position
 */
record ExportedPosition(int partition, long position, Instant recordedUntil) {
    private static final String BEGIN =
            "INSERT INTO history.exporter_position (partition_id, position, recorded_until) VALUES (?, -1, to_timestamp(0))"
                    + " ON CONFLICT DO NOTHING";
    // why: the lock lets two leaders of a partition, an old one and its successor, write one after the other.
    private static final String LOCK =
            "SELECT position, recorded_until FROM history.exporter_position WHERE partition_id = ? FOR UPDATE";
    private static final String SAVE =
            "UPDATE history.exporter_position SET position = ?, recorded_until = ? WHERE partition_id = ?";

    static void begin(Connection connection, int partition) throws SQLException {
        try (var statement = connection.prepareStatement(BEGIN)) {
            statement.setInt(1, partition);
            statement.executeUpdate();
        }
    }

    /** Reads the position and keeps others from moving it until the transaction ends. */
    static ExportedPosition locked(Connection connection, int partition) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setInt(1, partition);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException(
                            "the exported position of partition %s has been deleted".formatted(partition));
                }
                return new ExportedPosition(
                        partition,
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant());
            }
        }
    }

    /**
     * @return the entries that the database does not have
     * @throws HistoryUnavailable the entries are from another log than what the database has
     */
    List<LogEntry> newAmong(List<LogEntry> entries) {
        // why: of the same log, no record up to the position is younger than the youngest that was written.
        if (entries.stream()
                .anyMatch(entry -> entry.position() <= position && entry.at().isAfter(recordedUntil))) {
            throw new HistoryUnavailable(
                    ("The history of partition %s, written up to log position %s, belongs to another"
                                    + " log than this engine's. Give the engine the data that belongs to this database, or an"
                                    + " empty history schema.")
                            .formatted(partition, position));
        }
        return entries.stream().filter(entry -> entry.position() > position).toList();
    }

    ExportedPosition after(List<LogEntry> entries) {
        var latest = entries.stream().map(LogEntry::at).max(Instant::compareTo).orElse(recordedUntil);
        return new ExportedPosition(
                partition, entries.getLast().position(), latest.isAfter(recordedUntil) ? latest : recordedUntil);
    }

    void save(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SAVE)) {
            statement.setLong(1, position);
            statement.setObject(2, Row.asSql(recordedUntil));
            statement.setInt(3, partition);
            statement.executeUpdate();
        }
    }
}
