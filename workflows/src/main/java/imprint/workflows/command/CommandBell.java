package imprint.workflows.command;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Wakes the node that holds a device's long poll: a commit that has news for the device rings, through PostgreSQL
 * LISTEN and NOTIFY. A bell that is not heard costs time, never a command: the next poll finds it.
 */
@Component
public class CommandBell implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CommandBell.class);
    private static final String CHANNEL = "imprint_command";
    private static final int LISTEN_MILLIS = 5_000;
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final Environment environment;
    private final Map<UUID, Set<Ear>> ears = new ConcurrentHashMap<>();
    private volatile @Nullable Thread thread;

    CommandBell(JdbcClient jdbc, DataSource dataSource, Environment environment) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.environment = environment;
    }

    /** Is heard when the transaction commits. */
    void ring(UUID deviceId) {
        jdbc.sql("select pg_notify(?, ?)")
                .params(CHANNEL, deviceId.toString())
                .query()
                .singleRow();
    }

    /** An ear that hears of no device yet. */
    Ear ear() {
        return new Ear();
    }

    // why: devices ask the app; a worker rings and has nobody who waits.
    @Override
    public boolean isAutoStartup() {
        return environment.matchesProfiles("app");
    }

    @Override
    public void start() {
        var listener = Thread.ofPlatform().name("command-bell").daemon().unstarted(this::run);
        // why first: a thread that found none here would end at once.
        thread = listener;
        listener.start();
    }

    private void run() {
        while (thread != null) {
            try (var connection = dataSource.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                // why all: with this thread gone, no long poll would ever be woken again.
                log.debug("The bell is not heard for now: {}", e.toString());
                LockSupport.parkNanos(this, BEFORE_NEXT_TRY.toNanos());
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        // why: what rang before was not heard; whoever waits already looks again.
        wakeAll(true);
        var listening = connection.unwrap(PGConnection.class);
        while (thread != null) {
            var notes = listening.getNotifications(LISTEN_MILLIS);
            for (int i = 0; notes != null && i < notes.length; i++) {
                wake(notes[i].getParameter());
            }
        }
    }

    /** @param note from whoever may speak on this database */
    private void wake(String note) {
        try {
            wake(UUID.fromString(note));
        } catch (IllegalArgumentException e) {
            log.warn("Somebody rang for what is no device");
        }
    }

    private void wake(UUID deviceId) {
        ears.getOrDefault(deviceId, Set.of()).forEach(ear -> ear.heard.complete(true));
    }

    private void wakeAll(boolean haveNews) {
        ears.values().forEach(set -> set.forEach(ear -> ear.heard.complete(haveNews)));
    }

    @Override
    public void stop() {
        var listening = thread;
        thread = null;
        LockSupport.unpark(listening);
        // why: no long poll outlives the server.
        wakeAll(false);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** One long poll. */
    final class Ear implements AutoCloseable {

        private final CompletableFuture<Boolean> heard = new CompletableFuture<>();
        private @Nullable UUID deviceId;

        /** To be called before one looks for news, so that none is missed between the look and the wait. */
        void listenFor(UUID device) {
            deviceId = device;
            // why: in one act, so that an ear that is just being closed does not take this one's set away.
            ears.compute(device, (id, set) -> {
                var all = set == null ? new CopyOnWriteArraySet<Ear>() : set;
                all.add(this);
                return all;
            });
        }

        /** Tells, without a thread that waits for it, whether it rings within the time; not, when the server stops. */
        CompletableFuture<Boolean> rings(Duration within) {
            return isRunning()
                    ? heard.completeOnTimeout(false, within.toMillis(), TimeUnit.MILLISECONDS)
                    : CompletableFuture.completedFuture(heard.getNow(false));
        }

        @Override
        public void close() {
            if (deviceId != null) {
                ears.computeIfPresent(deviceId, (id, set) -> {
                    set.remove(this);
                    return set.isEmpty() ? null : set;
                });
            }
        }
    }
}
