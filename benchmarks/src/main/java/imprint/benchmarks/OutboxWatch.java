package imprint.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How long commands to the engine wait in the outbox. It does not keep when they came; but their numbers rise, so the
 * highest of them is noted time and again.
 */
final class OutboxWatch implements AutoCloseable {

    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private final Connection connection;
    private final NavigableMap<Long, Long> timeOfHighest = new ConcurrentSkipListMap<>();
    private final Thread thread;
    private final long began;

    private OutboxWatch(Connection connection) throws SQLException {
        this.connection = connection;
        this.began = highest();
        this.thread = Thread.ofPlatform().daemon().unstarted(this::watch);
    }

    static OutboxWatch of(Database database) throws IOException, SQLException {
        var watch = new OutboxWatch(database.connect());
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (true) {
                timeOfHighest.putIfAbsent(highest(), System.currentTimeMillis());
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long highest() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select coalesce(max(id), 0) from engine_command")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Of all commands since the watch began but the starts, which leave one after the other on purpose. */
    Latencies lags() throws InterruptedException, SQLException {
        stop();
        var lags = new Latencies();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select id, (extract(epoch from sent_at) * 1000)::bigint from engine_command
                        where sent_at is not null and idempotence not like 'publish %%-requested %%' and id > %s
                        """.formatted(began))) {
            while (rows.next()) {
                var seen = timeOfHighest.ceilingEntry(rows.getLong(1));
                if (seen != null) {
                    lags.add(Math.max(0, rows.getLong(2) - seen.getValue()) * 1_000_000);
                }
            }
        }
        return lags;
    }

    /** Commands since the watch began whose job or instance was not there any more, by kind. */
    Map<String, Long> gone() throws InterruptedException, SQLException {
        stop();
        var gone = new TreeMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select split_part(idempotence, ' ', 1), count(*) from engine_command
                        where outcome = 'gone' and id > %s group by 1
                        """.formatted(began))) {
            while (rows.next()) {
                gone.put(rows.getString(1), rows.getLong(2));
            }
        }
        return gone;
    }

    private void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    @Override
    public void close() throws SQLException {
        thread.interrupt();
        connection.close();
    }
}
