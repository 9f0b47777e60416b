package imprint.history;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import java.util.List;

/** The life of process instances and of the elements in them. */
final class ElementEvents {
    private static final String PREFIX = "ELEMENT_";

    List<Change> read(Record<?> event, ProcessInstanceRecordValue value) {
        return switch (event.getIntent()) {
            case ProcessInstanceIntent.ELEMENT_ACTIVATING ->
                List.of(new Change.Told(row(event, value).setTime("started_at", event.getTimestamp())));
            case ProcessInstanceIntent.ELEMENT_ACTIVATED,
                    ProcessInstanceIntent.ELEMENT_COMPLETING,
                    ProcessInstanceIntent.ELEMENT_TERMINATING -> List.of(new Change.Told(row(event, value)));
            case ProcessInstanceIntent.ELEMENT_COMPLETED, ProcessInstanceIntent.ELEMENT_TERMINATED ->
                List.of(new Change.Told(row(event, value).setTime("ended_at", event.getTimestamp())));
            default -> List.of();
        };
    }

    private static Row row(Record<?> event, ProcessInstanceRecordValue value) {
        var state = event.getIntent().name().substring(PREFIX.length());
        if (value.getBpmnElementType() == BpmnElementType.PROCESS) {
            return Row.ofInstance(value.getProcessInstanceKey())
                    .set("bpmn_process_id", value.getBpmnProcessId())
                    .set("version", value.getVersion())
                    .setKey("process_definition_key", value.getProcessDefinitionKey())
                    .setKey("parent_process_instance_key", value.getParentProcessInstanceKey())
                    .set("state", state);
        }
        return Row.of(Table.ELEMENT, value.getProcessInstanceKey(), event.getKey())
                .setKey("flow_scope_key", value.getFlowScopeKey())
                .set("element_id", value.getElementId())
                .set("element_type", value.getBpmnElementType().name())
                .set("state", state);
    }
}
