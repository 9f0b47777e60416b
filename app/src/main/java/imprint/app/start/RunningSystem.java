package imprint.app.start;

import imprint.embedded.DataDirectory;
import imprint.embedded.Distribution;
import imprint.embedded.EngineAndDatabase;
import imprint.embedded.Ports;
import imprint.embedded.RoomWatch;
import imprint.embedded.StartRefused;
import imprint.imaging.unpacking.NativeCode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;

/** The whole of Imprint, in this process and its children: started bottom up, closed top down. */
public final class RunningSystem implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSystem.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /**
     * Starts everything, and returns when it can be used.
     *
     * @param application the Spring Boot application
     * @param progress told, in words for people, what is being waited for, also later
     * @return where the web server listens
     * @throws StartRefused with one sentence for the person who asked; what was started until then is for {@link #close}
     */
    public URI start(Class<?> application, StartSettings settings, Consumer<String> progress)
            throws InterruptedException {
        // why: Spring sends all logging to a file, but only later; until then the console belongs to people.
        LoggingSystem.get(RunningSystem.class.getClassLoader()).beforeInitialize();
        var distribution = Distribution.current();
        if (settings.port() != 0 && !Ports.isFree(settings.port())) {
            throw new StartRefused("Port %s is in use; choose another one with --port.".formatted(settings.port()));
        }
        var data = part(DataDirectory.open(settings.data()));
        loadNativeCode(data);
        part(RoomWatch.over(data, progress));
        if (settings.database().isEmpty() || settings.engine().isEmpty()) {
            progress.accept("Starting %s ...".formatted(embedded(settings)));
        }
        var below = part(new EngineAndDatabase(distribution, data, settings.database(), settings.engine()));
        var database = below.awaitDatabase();
        new HistorySchema(database).migrate();
        // why not wait for the engine first: it needs seconds, and so does Spring, whose clients wait by themselves.
        progress.accept("Starting Imprint ...");
        var spring = part(SpringSystem.start(application, settings, data, database, below));
        below.awaitEngine();
        if (!spring.isEngineThere()) {
            progress.accept("The engine at %s does not answer: operations wait until it does."
                    .formatted(below.engine().address().getAuthority()));
        }
        return spring.address();
    }

    private static void loadNativeCode(DataDirectory data) {
        try {
            NativeCode.load(data.path().resolve("native/imprint"));
        } catch (IOException e) {
            throw new StartRefused("Imprint cannot start. " + e.getMessage(), e);
        }
    }

    private static String embedded(StartSettings settings) {
        if (settings.database().isPresent()) {
            return "the engine";
        }
        return settings.engine().isPresent() ? "the database" : "the database and the engine";
    }

    /** False once it has been closed. */
    public synchronized boolean isOpen() {
        return !closed;
    }

    /** Stops what was started, last first. May be called while it is still starting, and again. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    private synchronized <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        if (closed) {
            close();
            throw new StartRefused("Imprint was stopped while it was starting.");
        }
        return part;
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{} does not close", part.getClass().getSimpleName(), e);
        }
    }
}
