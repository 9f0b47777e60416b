package imprint.history;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.JobBatchRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import java.time.Instant;
import java.util.List;

/** Reads the engine's records at once, because the engine reuses them. */
final class EventReader {
    private final ElementEvents elements = new ElementEvents();
    private final DefinitionEvents definitions = new DefinitionEvents();
    private final TimerEvents timers = new TimerEvents();
    private final JobEvents jobs;
    private final IncidentEvents incidents;
    private final VariableEvents variables;

    EventReader(KeptText text) {
        jobs = new JobEvents(text);
        incidents = new IncidentEvents(text);
        variables = new VariableEvents(text);
    }

    LogEntry read(Record<?> event) {
        return new LogEntry(event.getPosition(), Instant.ofEpochMilli(event.getTimestamp()), changes(event));
    }

    private List<Change> changes(Record<?> event) {
        return switch (event.getValue()) {
            case ProcessInstanceRecordValue element -> elements.read(event, element);
            case JobBatchRecordValue batch -> jobs.readBatch(event, batch);
            case JobRecordValue job -> jobs.read(event, job);
            case VariableRecordValue variable -> variables.read(event, variable);
            case TimerRecordValue timer -> timers.read(event, timer);
            case IncidentRecordValue incident -> incidents.read(event, incident);
            case Process process -> definitions.read(event, process);
            default -> List.of();
        };
    }
}
