package imprint.history;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import java.util.List;

/** The timers that instances wait for; those that start instances belong to none, and are left out. */
final class TimerEvents {
    List<Change> read(Record<?> event, TimerRecordValue timer) {
        if (timer.getProcessInstanceKey() <= 0) {
            return List.of();
        }
        return switch (event.getIntent()) {
            case TimerIntent.CREATED ->
                List.of(new Change.Told(row(event, timer).setTime("created_at", event.getTimestamp())));
            case TimerIntent.TRIGGERED, TimerIntent.CANCELED ->
                List.of(new Change.Told(row(event, timer).setTime("ended_at", event.getTimestamp())));
            default -> List.of();
        };
    }

    private static Row row(Record<?> event, TimerRecordValue timer) {
        return Row.of(Table.TIMER, timer.getProcessInstanceKey(), event.getKey())
                .setKey("element_instance_key", timer.getElementInstanceKey())
                .set("element_id", timer.getTargetElementId())
                .set("state", event.getIntent().name())
                .setTime("due_at", timer.getDueDate());
    }
}
