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

    void done(DeviceCommand command) {
        var job = command.jobKey();
        if (job != null) {
            outbox.put(
                    new EngineCommand.CompleteJob(command.operationId(), job, command.attempt(), variables(command)));
        }
    }

    /** What the process goes on with. */
    static Map<String, Object> variables(DeviceCommand command) {
        return command.kind() == CommandKind.CAPTURE_DISK
                ? Map.of("manifestDigest", Objects.requireNonNull(command.manifestDigest()))
                : Map.of();
    }

    void refused(DeviceCommand command) {
        var why = new BusinessFailure(
                ErrorCode.valueOf(Objects.requireNonNull(command.code())), Objects.requireNonNull(command.sentence()));
        logs.note(command.deviceId(), LogBatch.Severity.ERROR, why.sentence());
        var job = command.jobKey();
        if (job != null) {
            outbox.put(new EngineCommand.ThrowError(
                    command.operationId(), job, command.attempt(), why.code().name(), why.variables()));
        }
    }

    /** Of an operation that is called off, or has ended, the engine needs no other attempt. */
    void failed(DeviceCommand command, String sentence) {
        logs.note(command.deviceId(), LogBatch.Severity.WARNING, sentence);
        var job = command.jobKey();
        if (job != null && operations.isUnderWay(command.operationId())) {
            var retry = settings.ladder().after(command.jobRetries());
            outbox.put(new EngineCommand.FailJob(
                    command.operationId(), job, command.attempt(), retry.left(), retry.backoff(), sentence));
        }
    }
}
