package imprint.history;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** The history cannot be written for now; the message is a sentence for people. */
final class HistoryUnavailable extends RuntimeException {
    // why: "schema", "table", "function does not exist" in PostgreSQL's appendix A, Error Codes.
    private static final Set<String> NOT_MIGRATED = Set.of("3F000", "42P01", "42883");

    HistoryUnavailable(String sentence) {
        // why: no stack trace; the engine logs each attempt, and an outage takes many.
        super(sentence, null, false, false);
    }

    static HistoryUnavailable because(SQLException e) {
        return NOT_MIGRATED.contains(e.getSQLState())
                ? new HistoryUnavailable("The database has no history schema yet; the application creates it.")
                : new HistoryUnavailable("PostgreSQL does not take the history: " + e.getMessage());
    }

    static HistoryUnavailable because(IOException e) {
        return new HistoryUnavailable("The password file of the history cannot be read: " + e.getMessage());
    }
}
