package imprint.embedded;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the application needs below it: its own child processes, or servers that somebody else runs. */
public final class EngineAndDatabase implements AutoCloseable {
    // why so long: seconds are enough, but not on a machine that is busy with other things; a server that fails is
    // noticed
    // much earlier, by its deaths.
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final String HISTORY_SECRET = "history-database-password";

    private final Deque<Supervisor> running = new ArrayDeque<>();
    private final DatabaseAccess database;
    private final EngineAccess engine;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable Supervisor postgresKeeper;
    private @Nullable EmbeddedZeebe zeebe;
    private @Nullable Supervisor zeebeKeeper;

    /** Starts what is not given, and does not wait for it. */
    public EngineAndDatabase(
            Distribution distribution,
            DataDirectory data,
            Optional<DatabaseAccess> givenDatabase,
            Optional<EngineAccess> givenEngine) {
        database = givenDatabase.orElseGet(() -> startPostgres(distribution, data));
        engine = givenEngine.orElseGet(() -> startZeebe(distribution, data));
    }

    public EngineAccess engine() {
        return engine;
    }

    /**
     * Waits until the database can be used.
     *
     * @throws StartRefused it does not start
     */
    public DatabaseAccess awaitDatabase() throws InterruptedException {
        if (postgres != null && postgresKeeper != null) {
            postgresKeeper.awaitReady(START_LIMIT);
            try {
                postgres.provision();
            } catch (SQLException e) {
                throw new StartRefused("The database cannot be set up: " + e.getMessage(), e);
            }
        }
        return database;
    }

    /**
     * Waits until the engine takes commands.
     *
     * @throws StartRefused it does not start
     */
    public void awaitEngine() throws InterruptedException {
        if (zeebeKeeper != null) {
            zeebeKeeper.awaitReady(START_LIMIT);
        }
    }

    /** Whether the engine is our own and somebody has paused it; it is started anew then, if that lasts. */
    public boolean isEnginePaused() {
        return zeebe != null && zeebe.isPaused();
    }

    /** Stops the engine, then the database that it writes its history to. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private DatabaseAccess startPostgres(Distribution distribution, DataDirectory data) {
        var server = new EmbeddedPostgres(distribution, data, data.ports().port("postgres"));
        postgres = server;
        postgresKeeper = kept(server);
        return server.access();
    }

    private EngineAccess startZeebe(Distribution distribution, DataDirectory data) {
        var secrets = data.secrets();
        secrets.keep(HISTORY_SECRET, database.application().password());
        var history = new HistoryDatabase(database.url(), database.application().user(), secrets.file(HISTORY_SECRET));
        var broker = new EmbeddedZeebe(distribution, data, EnginePorts.from(data.ports()), history);
        zeebe = broker;
        zeebeKeeper = kept(broker);
        return broker.access();
    }

    private Supervisor kept(Child child) {
        var supervisor = Supervisor.start(child);
        running.push(supervisor);
        return supervisor;
    }
}
