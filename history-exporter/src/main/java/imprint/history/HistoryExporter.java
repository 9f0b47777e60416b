package imprint.history;

import static java.util.Objects.requireNonNull;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What the engine loads: one of these for each partition that a broker leads, called by one thread at a time. */
public final class HistoryExporter implements Exporter {
    private @Nullable Settings settings;
    private @Nullable Logger log;
    private @Nullable Recorder recorder;
    private int partition;

    /** @throws IllegalArgumentException with a sentence for people, which stops the start of the engine */
    @Override
    public void configure(Context context) {
        settings = Settings.of(context.getConfiguration().getArguments());
        log = context.getLogger();
        partition = context.getPartitionId();
        context.setFilter(new RecordsOfInterest());
    }

    /** Leaves the database alone: the engine starts, and works, while PostgreSQL is away. */
    @Override
    public void open(Controller controller) {
        var known = requireNonNull(settings);
        recorder = new Recorder(
                known, new HistoryDatabase(known, partition, Clock.systemUTC()), controller, requireNonNull(log));
        recorder.start();
    }

    @Override
    public void export(Record<?> event) {
        requireNonNull(recorder).take(event);
    }

    @Override
    public void close() {
        if (recorder != null) {
            recorder.stop();
        }
    }
}
