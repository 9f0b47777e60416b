package imprint.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import java.util.List;

/** The processes as they were deployed, with the diagram that the cockpit draws. */
final class DefinitionEvents {
    List<Change> read(Record<?> event, Process process) {
        if (event.getIntent() != ProcessIntent.CREATED) {
            return List.of();
        }
        return List.of(
                new Change.Told(Row.of(Table.PROCESS_DEFINITION, Row.NO_INSTANCE, process.getProcessDefinitionKey())
                        .set("bpmn_process_id", process.getBpmnProcessId())
                        .set("version", process.getVersion())
                        .set("resource_name", process.getResourceName())
                        .set("bpmn_xml", new String(process.getResource(), UTF_8))
                        .setTime("deployed_at", event.getTimestamp())));
    }
}
