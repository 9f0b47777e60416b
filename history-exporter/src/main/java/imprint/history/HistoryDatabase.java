package imprint.history;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * The history, for one partition of the engine. It holds one connection, opens it when needed and gives it up after any
 * failure: what a failed commit left behind is then read, not guessed.
 */
final class HistoryDatabase implements AutoCloseable {
    private static final int MONTHS_AHEAD = 3;

    private final Settings settings;
    private final int partition;
    private final Clock clock;
    private final InstanceStarts starts = new InstanceStarts();
    private @Nullable Connection connection;
    private @Nullable YearMonth prepared;

    HistoryDatabase(Settings settings, int partition, Clock clock) {
        this.settings = settings;
        this.partition = partition;
        this.clock = clock;
    }

    /**
     * Writes, in one transaction, those of the entries that the database does not have, and their position.
     *
     * @param entries at least one, in the order of the log
     * @return the log position up to which the database had been written before, -1 for none
     * @throws HistoryUnavailable nothing was written, or the connection broke before the commit was confirmed
     */
    long write(List<LogEntry> entries) {
        try {
            var open = connected();
            var position = ExportedPosition.locked(open, partition);
            var news = position.newAmong(entries);
            if (!news.isEmpty()) {
                var fold = Fold.of(news);
                new FoldWriter(open, starts.of(fold, open)).write(fold);
                position.after(news).save(open);
            }
            open.commit();
            return position.position();
        } catch (SQLException e) {
            close();
            throw HistoryUnavailable.because(e);
        } catch (IOException e) {
            throw HistoryUnavailable.because(e);
        } catch (RuntimeException e) {
            rollBack();
            close();
            throw e;
        }
    }

    // why not by closing alone: PostgreSQL notices that a moment later, and holds the lock on the position until then.
    private void rollBack() {
        if (connection == null) {
            return;
        }
        try {
            connection.rollback();
        } catch (SQLException e) {
            // why: it is closed next, which does the same in its time.
        }
    }

    @Override
    public void close() {
        starts.forget();
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // why: a connection that does not even close is one that PostgreSQL, too, has given up.
        }
        connection = null;
    }

    private Connection connected() throws SQLException, IOException {
        if (connection == null) {
            // why: not by DriverManager, which does not see a driver in the engine's class loader for exporters.
            connection = Objects.requireNonNull(new Driver().connect(settings.url(), properties()));
            connection.setAutoCommit(false);
            ExportedPosition.begin(connection, partition);
            prepared = null;
        }
        prepareMonths(connection);
        return connection;
    }

    private void prepareMonths(Connection open) throws SQLException {
        // why: a connection may last for longer than the months that were prepared when it was opened.
        var month = YearMonth.now(clock);
        if (month.equals(prepared)) {
            return;
        }
        try (var statement = open.createStatement()) {
            statement.execute("SELECT history.prepare_months(%s)".formatted(MONTHS_AHEAD));
        }
        open.commit();
        prepared = month;
    }

    private Properties properties() throws IOException {
        var properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("ApplicationName", "imprint-history-" + partition);
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        // why: an error's detail shows the row, and the exporter's sentences reach the log.
        properties.setProperty("logServerErrorDetail", "false");
        // why: a broker that hangs must not keep the partition's next leader waiting for the lock on the position.
        properties.setProperty("options", "-c idle_in_transaction_session_timeout=60s");
        return properties;
    }
}
