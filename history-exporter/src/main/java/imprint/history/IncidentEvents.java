package imprint.history;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import java.util.List;

/** Where instances are stuck until an administrator resolves it. */
final class IncidentEvents {
    private final KeptText text;

    IncidentEvents(KeptText text) {
        this.text = text;
    }

    List<Change> read(Record<?> event, IncidentRecordValue value) {
        return switch (event.getIntent()) {
            case IncidentIntent.CREATED ->
                List.of(new Change.Told(row(event, value).setTime("created_at", event.getTimestamp())));
            case IncidentIntent.RESOLVED ->
                List.of(new Change.Told(row(event, value).setTime("resolved_at", event.getTimestamp())));
            default -> List.of();
        };
    }

    private Row row(Record<?> event, IncidentRecordValue value) {
        return Row.of(Table.INCIDENT, value.getProcessInstanceKey(), event.getKey())
                .setKey("element_instance_key", value.getElementInstanceKey())
                .set("element_id", value.getElementId())
                .setKey("job_key", value.getJobKey())
                .set("error_type", value.getErrorType().name())
                .set("error_message", text.bounded(Secrets.maskedText(value.getErrorMessage())));
    }
}
