package imprint.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The same transactions again and again, from as many connections as the system has, and nothing else: no server. */
record Replay(Database database, List<List<SqlLog.Statement>> transactions) {

    private static final int CONNECTIONS = 20;

    /** @return how many transactions were done a second */
    double perSecond(Duration duration) throws IOException, InterruptedException {
        var done = new LongAdder();
        var end = System.nanoTime() + duration.toNanos();
        InParallel.run(CONNECTIONS, CONNECTIONS, number -> {
            // why a share of each: two that change the same device would wait for each other.
            var share = transactions.subList(
                    number * transactions.size() / CONNECTIONS, (number + 1) * transactions.size() / CONNECTIONS);
            try (var connection = database.connect()) {
                connection.setAutoCommit(false);
                for (int n = 0; System.nanoTime() < end && !share.isEmpty(); n = (n + 1) % share.size()) {
                    for (var statement : share.get(n)) {
                        run(connection, statement);
                    }
                    connection.commit();
                    done.increment();
                }
            }
        });
        return done.sum() / (duration.toNanos() / 1e9);
    }

    private static void run(Connection connection, SqlLog.Statement statement) throws SQLException {
        // why: a row changes once only from the version that was written down.
        var sql = statement
                .sql()
                .replaceAll("and version ?= ?(\\$\\d+)", "and version >= $1")
                .replaceAll("\\$\\d+", "?");
        try (var prepared = connection.prepareStatement(sql)) {
            for (int i = 0; i < statement.parameters().size(); i++) {
                var parameter = statement.parameters().get(i);
                prepared.setObject(i + 1, SqlLog.isNull(parameter) ? null : parameter, Types.OTHER);
            }
            prepared.execute();
        }
    }
}
