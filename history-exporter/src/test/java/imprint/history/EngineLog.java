package imprint.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobBatchIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ErrorType;
import io.camunda.zeebe.protocol.record.value.ImmutableIncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableJobBatchRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableJobRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableTimerRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableVariableRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds a log as the engine would write it: positions rise by three, time by a second. */
final class EngineLog {
    private final List<Record<?>> records = new ArrayList<>();
    private long position;
    private Instant time;

    EngineLog(Instant begin) {
        time = begin;
    }

    static EngineLog beginning(String time) {
        return new EngineLog(Instant.parse(time));
    }

    List<Record<?>> records() {
        return List.copyOf(records);
    }

    long position() {
        return position;
    }

    EngineLog pause(Duration duration) {
        time = time.plus(duration);
        return this;
    }

    EngineLog deploy(long key, String processId, String xml) {
        return append(
                key,
                ValueType.PROCESS,
                ProcessIntent.CREATED,
                ImmutableProcess.builder()
                        .withBpmnProcessId(processId)
                        .withProcessDefinitionKey(key)
                        .withVersion(1)
                        .withResourceName(processId + ".bpmn")
                        .withResource(xml.getBytes(UTF_8))
                        .build());
    }

    EngineLog beginInstance(long instance) {
        return process(instance, ProcessInstanceIntent.ELEMENT_ACTIVATING)
                .process(instance, ProcessInstanceIntent.ELEMENT_ACTIVATED);
    }

    EngineLog endInstance(long instance) {
        return process(instance, ProcessInstanceIntent.ELEMENT_COMPLETING)
                .process(instance, ProcessInstanceIntent.ELEMENT_COMPLETED);
    }

    EngineLog enter(long instance, long key, String elementId) {
        return element(instance, key, elementId, ProcessInstanceIntent.ELEMENT_ACTIVATING)
                .element(instance, key, elementId, ProcessInstanceIntent.ELEMENT_ACTIVATED);
    }

    EngineLog leave(long instance, long key, String elementId) {
        return element(instance, key, elementId, ProcessInstanceIntent.ELEMENT_COMPLETING)
                .element(instance, key, elementId, ProcessInstanceIntent.ELEMENT_COMPLETED);
    }

    EngineLog element(long instance, long key, String elementId, ProcessInstanceIntent intent) {
        return element(instance, key, elementId, BpmnElementType.SERVICE_TASK, intent);
    }

    EngineLog job(long instance, long key, JobIntent intent) {
        return job(instance, key, intent, 5, "");
    }

    EngineLog job(long instance, long key, JobIntent intent, int retries, String error) {
        return append(key, ValueType.JOB, intent, jobValue(instance, retries, error));
    }

    EngineLog handOut(long instance, long key) {
        return append(
                -1,
                ValueType.JOB_BATCH,
                JobBatchIntent.ACTIVATED,
                ImmutableJobBatchRecordValue.builder()
                        .addJobKey(key)
                        .addJob(jobValue(instance, 5, ""))
                        .build());
    }

    EngineLog variable(long instance, long key, String name, String json) {
        return append(
                key,
                ValueType.VARIABLE,
                VariableIntent.CREATED,
                ImmutableVariableRecordValue.builder()
                        .withName(name)
                        .withValue(json)
                        .withScopeKey(instance)
                        .withProcessInstanceKey(instance)
                        .build());
    }

    EngineLog timer(long instance, long key, TimerIntent intent) {
        return append(
                key,
                ValueType.TIMER,
                intent,
                ImmutableTimerRecordValue.builder()
                        .withProcessInstanceKey(instance)
                        .withElementInstanceKey(instance + 1)
                        .withTargetElementId("too-late")
                        .withDueDate(time.plusSeconds(60).toEpochMilli())
                        .build());
    }

    EngineLog incident(long instance, long key, long job, IncidentIntent intent) {
        return append(
                key,
                ValueType.INCIDENT,
                intent,
                ImmutableIncidentRecordValue.builder()
                        .withProcessInstanceKey(instance)
                        .withElementInstanceKey(instance + 1)
                        .withElementId("write-image")
                        .withJobKey(job)
                        .withErrorType(ErrorType.JOB_NO_RETRIES)
                        .withErrorMessage("no retries left")
                        .build());
    }

    private EngineLog process(long instance, ProcessInstanceIntent intent) {
        return element(instance, instance, "apply-disk-image", BpmnElementType.PROCESS, intent);
    }

    private EngineLog element(
            long instance, long key, String elementId, BpmnElementType type, ProcessInstanceIntent intent) {
        return append(
                key,
                ValueType.PROCESS_INSTANCE,
                intent,
                ImmutableProcessInstanceRecordValue.builder()
                        .withBpmnProcessId("apply-disk-image")
                        .withVersion(1)
                        .withProcessDefinitionKey(7)
                        .withProcessInstanceKey(instance)
                        .withElementId(elementId)
                        .withBpmnElementType(type)
                        .withFlowScopeKey(key == instance ? -1 : instance)
                        .withParentProcessInstanceKey(-1)
                        .build());
    }

    private static ImmutableJobRecordValue jobValue(long instance, int retries, String error) {
        return ImmutableJobRecordValue.builder()
                .withProcessInstanceKey(instance)
                .withElementInstanceKey(instance + 1)
                .withElementId("write-image")
                .withType("apply.write-image")
                .withWorker("node-1")
                .withRetries(retries)
                .withErrorMessage(error)
                .withErrorCode("")
                .build();
    }

    private <T extends RecordValue> EngineLog append(long key, ValueType type, Intent intent, T value) {
        position += 3;
        time = time.plusSeconds(1);
        records.add(ImmutableRecord.<T>builder()
                .withPosition(position)
                .withTimestamp(time.toEpochMilli())
                .withKey(key)
                .withPartitionId(1)
                .withRecordType(RecordType.EVENT)
                .withValueType(type)
                .withIntent(intent)
                .withValue(value)
                .build());
        return this;
    }
}
