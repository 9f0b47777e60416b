package imprint.history;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.util.List;

/** The variables of instances; one of them names the operation that the instance carries out. */
final class VariableEvents {
    private static final String OPERATION = "operationId";

    private final KeptText text;

    VariableEvents(KeptText text) {
        this.text = text;
    }

    List<Change> read(Record<?> event, VariableRecordValue variable) {
        if (event.getIntent() != VariableIntent.CREATED && event.getIntent() != VariableIntent.UPDATED) {
            return List.of();
        }
        return isOperation(variable)
                ? List.of(value(event, variable), operation(variable))
                : List.of(value(event, variable));
    }

    private Change value(Record<?> event, VariableRecordValue variable) {
        var masked = Secrets.masked(variable.getName(), variable.getValue());
        return new Change.Told(Row.of(Table.VARIABLE, variable.getProcessInstanceKey(), event.getKey())
                .setKey("scope_key", variable.getScopeKey())
                .set("name", text.bounded(variable.getName()))
                .set("value", text.bounded(masked))
                .set("truncated", text.isTooLong(masked))
                .setTime("updated_at", event.getTimestamp()));
    }

    private static boolean isOperation(VariableRecordValue variable) {
        return variable.getName().equals(OPERATION)
                && variable.getScopeKey() == variable.getProcessInstanceKey()
                && variable.getValue().startsWith("\"");
    }

    private Change operation(VariableRecordValue variable) {
        var quoted = variable.getValue();
        return new Change.Told(Row.ofInstance(variable.getProcessInstanceKey())
                .set("operation_id", text.bounded(quoted.substring(1, quoted.length() - 1))));
    }
}
