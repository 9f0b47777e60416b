package imprint.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes a fold inside an open transaction, many rows a statement. */
final class FoldWriter {
    private static final List<String> OUTCOME =
            List.of("outcome", "retries", "retry_at", "error_code", "error_message", "ended_at");
    private static final String END_ATTEMPT = """
            UPDATE history.job_attempt
            SET outcome = ?, retries = ?, retry_at = ?, error_code = ?, error_message = ?, ended_at = ?
            WHERE process_instance_key = ? AND key = ? AND instance_started_at = ? AND ended_at IS NULL
            """;

    private final Connection connection;
    private final Map<Long, Instant> starts;

    FoldWriter(Connection connection, Map<Long, Instant> starts) {
        this.connection = connection;
        this.starts = starts;
    }

    void write(Fold fold) throws SQLException {
        // why: first the attempts that were open before; those of the fold are not theirs to end.
        endAttempts(fold);
        for (var table : Table.values()) {
            upsert(table, fold);
        }
    }

    private void endAttempts(Fold fold) throws SQLException {
        if (fold.endings().isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(END_ATTEMPT)) {
            for (var ending : fold.endings()) {
                int parameter = 1;
                for (var column : OUTCOME) {
                    statement.setObject(parameter++, Row.asSql(ending.row().get(column)));
                }
                statement.setLong(parameter++, ending.row().processInstanceKey());
                statement.setObject(parameter++, ending.row().get("key"));
                statement.setObject(parameter, Row.asSql(starts.get(ending.row().processInstanceKey())));
                statement.addBatch();
            }
            var ended = statement.executeBatch();
            for (int i = 0; i < ended.length; i++) {
                if (ended[i] == 0 && fold.endings().get(i).reported()) {
                    fold.put(fold.endings().get(i).row());
                }
            }
        }
    }

    private void upsert(Table table, Fold fold) throws SQLException {
        if (fold.rows(table).isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(table.upsert())) {
            for (var row : fold.rows(table)) {
                row.bindTo(statement, starts.get(row.processInstanceKey()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
