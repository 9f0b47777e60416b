package imprint.history;

import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.protocol.record.Record;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Gathers what the log of one engine partition says and writes it in batches: a full one when the next record comes,
 * any other after the flush interval. Nothing is acknowledged before it is committed, so the engine keeps, and offers
 * again after a restart, whatever the database does not have.
 */
final class Recorder {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Settings settings;
    private final Controller engine;
    private final Logger log;
    private final Outage outage;
    private final EventReader reader;
    private final HistoryDatabase database;
    private final List<LogEntry> pending = new ArrayList<>();
    private long acknowledged;
    private Duration pause;
    private @Nullable ScheduledTask nextFlush;

    Recorder(Settings settings, HistoryDatabase database, Controller engine, Logger log) {
        this.settings = settings;
        this.database = database;
        this.engine = engine;
        this.log = log;
        outage = new Outage(log);
        reader = new EventReader(new KeptText(settings.valueLength()));
        pause = settings.flushInterval();
        acknowledged = engine.readMetadata()
                .map(position -> ByteBuffer.wrap(position).getLong())
                .orElse(-1L);
    }

    void start() {
        nextFlush = engine.scheduleCancellableTask(pause, this::flushAndGoOn);
    }

    /** @throws HistoryUnavailable the record was not taken: the engine offers it again, after a pause */
    void take(Record<?> event) {
        if (pending.size() >= settings.batchRecords()) {
            flush();
        }
        pending.add(reader.read(event));
    }

    /** Writes what is pending, if it can: the engine offers the rest to whoever comes next. */
    void stop() {
        if (nextFlush != null) {
            nextFlush.cancel();
        }
        try {
            flush();
        } catch (RuntimeException e) {
            outage.because(e);
        } finally {
            database.close();
        }
    }

    private void flushAndGoOn() {
        try {
            flush();
            pause = settings.flushInterval();
        } catch (RuntimeException e) {
            outage.because(e);
            var longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
        start();
    }

    private void flush() {
        if (pending.isEmpty()) {
            return;
        }
        long written = database.write(pending);
        if (written < acknowledged) {
            log.error(
                    "The database has lost the history between the log positions {} and {}: it is older than the engine.",
                    written,
                    acknowledged);
        }
        acknowledged = pending.getLast().position();
        engine.updateLastExportedRecordPosition(
                acknowledged,
                ByteBuffer.allocate(Long.BYTES).putLong(acknowledged).array());
        pending.clear();
        outage.over();
    }
}
