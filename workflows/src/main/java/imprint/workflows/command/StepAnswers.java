package imprint.workflows.command;

import imprint.bpmn.ErrorCode;
import imprint.imaging.protocol.LogBatch;
import imprint.workflows.device.DeviceLogs;
import imprint.workflows.engine.EngineCommand;
import imprint.workflows.engine.Outbox;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.operation.Operations;
import imprint.workflows.operation.StepSettings;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells the device's log, and the engine through the outbox, what has become of a step. */
@Component
class StepAnswers {

    private final Outbox outbox;
    private final Operations operations;
    private final DeviceLogs logs;
    private final StepSettings settings;

    StepAnswers(Outbox outbox, Operations operations, DeviceLogs logs, StepSettings settings) {
        this.outbox = outbox;
        this.operations = operations;
        this.logs = logs;
        this.settings = settings;
    }

    void done(DeviceStep step) {
        outbox.put(new EngineCommand.CompleteJob(step.operationId(), step.jobKey(), step.attempt(), variables(step)));
    }

    /** What the process goes on with. */
    static Map<String, Object> variables(DeviceStep step) {
        return step.kind() == CommandKind.CAPTURE_DISK
                ? Map.of("manifestDigest", Objects.requireNonNull(step.manifestDigest()))
                : Map.of();
    }

    void refused(DeviceStep step) {
        var why = new BusinessFailure(
                ErrorCode.valueOf(Objects.requireNonNull(step.code())), Objects.requireNonNull(step.sentence()));
        logs.note(step.deviceId(), LogBatch.Severity.ERROR, why.sentence());
        outbox.put(new EngineCommand.ThrowError(
                step.operationId(), step.jobKey(), step.attempt(), why.code().name(), why.variables()));
    }

    /** Of an operation that is called off, or has ended, the engine needs no other attempt. */
    void failed(DeviceStep step, String sentence) {
        noted(step, sentence);
        if (operations.isUnderWay(step.operationId())) {
            var retry = settings.ladder().after(step.jobRetries());
            outbox.put(new EngineCommand.FailJob(
                    step.operationId(), step.jobKey(), step.attempt(), retry.left(), retry.backoff(), sentence));
        }
    }

    void noted(DeviceCommand command, String sentence) {
        logs.note(command.deviceId(), LogBatch.Severity.WARNING, sentence);
    }
}
