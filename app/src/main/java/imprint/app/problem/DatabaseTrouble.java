package imprint.app.problem;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Why the database can do nothing now. Its SQLSTATE tells, by PostgreSQL's manual, appendix A. */
enum DatabaseTrouble {
    FULL("The disk of the database is full. Make room on it, then try again."),
    AWAY("The database does not answer. Try again in a moment; if it stays so, look at the database's log.");

    private static final String DISK_FULL = "53100";
    private static final String CONNECTION_EXCEPTION = "08";
    private static final String SHUTDOWN_OR_CRASH = "57P";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String CLOSED = "Connection is closed";

    private final String sentence;

    DatabaseTrouble(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** The trouble that has led to this failure, if it is one of these. */
    static Optional<DatabaseTrouble> behind(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> of((SQLException) cause))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<DatabaseTrouble> of(SQLException e) {
        var state = Objects.requireNonNullElse(e.getSQLState(), "");
        if (state.equals(DISK_FULL)) {
            return Optional.of(FULL);
        }
        // why the type and the words: a pool has no state to tell, be it that it has waited for a connection in vain,
        // or
        // that somebody goes on with one which was lost before.
        var isAway = state.startsWith(CONNECTION_EXCEPTION)
                || state.startsWith(SHUTDOWN_OR_CRASH)
                || state.equals(TOO_MANY_CONNECTIONS)
                || e instanceof SQLTransientConnectionException
                || CLOSED.equals(e.getMessage());
        return isAway ? Optional.of(AWAY) : Optional.empty();
    }
}
