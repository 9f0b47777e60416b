package imprint.history;

import static java.util.Objects.requireNonNull;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Configuration;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.protocol.record.Record;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** What the engine is to its exporter; time passes when the test says so. */
final class FakeEngine implements Context, Controller {
    private final Map<String, Object> arguments;
    private final Exporter exporter = new HistoryExporter();
    private Runnable scheduled = () -> {};
    private @Nullable RecordFilter filter;
    private byte @Nullable [] metadata;
    private long acknowledged = -1;

    FakeEngine(Map<String, Object> arguments) {
        this.arguments = arguments;
    }

    FakeEngine start() {
        try {
            exporter.configure(this);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        exporter.open(this);
        return this;
    }

    FakeEngine export(List<Record<?>> log) {
        log.forEach(this::export);
        return this;
    }

    void export(Record<?> event) {
        exporter.export(event);
    }

    void waitForTheFlush() {
        scheduled.run();
    }

    void stop() {
        exporter.close();
    }

    long acknowledged() {
        return acknowledged;
    }

    RecordFilter filter() {
        return requireNonNull(filter);
    }

    @Override
    public Logger getLogger() {
        return NOPLogger.NOP_LOGGER;
    }

    @Override
    public Configuration getConfiguration() {
        return new Configuration() {
            @Override
            public String getId() {
                return "imprint";
            }

            @Override
            public Map<String, Object> getArguments() {
                return arguments;
            }

            @Override
            public <T> T instantiate(Class<T> type) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public int getPartitionId() {
        return 1;
    }

    @Override
    public void setFilter(RecordFilter filter) {
        this.filter = filter;
    }

    @Override
    public void updateLastExportedRecordPosition(long position) {
        updateLastExportedRecordPosition(position, null);
    }

    @Override
    public void updateLastExportedRecordPosition(long position, byte @Nullable [] metadata) {
        acknowledged = position;
        this.metadata = metadata;
    }

    @Override
    public long getLastExportedRecordPosition() {
        return acknowledged;
    }

    @Override
    public ScheduledTask scheduleCancellableTask(Duration delay, Runnable task) {
        scheduled = task;
        return () -> {};
    }

    @Override
    public Optional<byte[]> readMetadata() {
        return Optional.ofNullable(metadata);
    }
}
