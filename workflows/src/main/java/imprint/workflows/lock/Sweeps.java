package imprint.workflows.lock;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Periodic work for the whole installation: on whichever node its turn comes, and never on two at a time.
 *
 * <p>The locks of all sweeps of a node belong to one connection that it keeps, so that the database gives them back when
 * the node dies.
 */
@Component
public class Sweeps implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Sweeps.class);

    private final DataSource dataSource;
    private @Nullable Connection connection;

    Sweeps(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Does the work, unless another node is at it. */
    public void onOneNode(AdvisoryLock sweep, Runnable work) {
        if (!take(sweep)) {
            return;
        }
        try {
            work.run();
        } finally {
            giveBack(sweep);
        }
    }

    private synchronized boolean take(AdvisoryLock sweep) {
        try {
            if (connection == null) {
                connection = dataSource.getConnection();
            }
            return ask(connection, "select pg_try_advisory_lock(?, 0)", sweep);
        } catch (SQLException e) {
            log.warn("{} has to wait, the database does not answer: {}", sweep, e.toString());
            part();
            return false;
        }
    }

    private synchronized void giveBack(AdvisoryLock sweep) {
        if (connection == null) {
            return;
        }
        try {
            ask(connection, "select pg_advisory_unlock(?, 0)", sweep);
        } catch (SQLException e) {
            log.warn("{} has lost its lock, the database does not answer: {}", sweep, e.toString());
            part();
        }
    }

    private static boolean ask(Connection connection, String question, AdvisoryLock sweep) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setInt(1, sweep.number());
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    private void part() {
        var parting = connection;
        connection = null;
        if (parting == null) {
            return;
        }
        try (parting) {
            // why not closed alone: in a pool it would live on, with the locks that are not given back.
            parting.abort(Runnable::run);
        } catch (SQLException e) {
            log.debug("The connection of the sweeps does not close: {}", e.toString());
        }
    }

    @Override
    public synchronized void destroy() {
        part();
    }
}
