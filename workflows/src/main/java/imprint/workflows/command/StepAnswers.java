package imprint.workflows.command;

import imprint.bpmn.ErrorCode;
import imprint.workflows.engine.EngineCommand;
import imprint.workflows.engine.Outbox;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.operation.StepSettings;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells the engine, through the outbox, what has become of a device's step; nothing, when no job waits for it. */
@Component
class StepAnswers {

    private final Outbox outbox;
    private final StepSettings settings;

    StepAnswers(Outbox outbox, StepSettings settings) {
        this.outbox = outbox;
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
        var job = command.jobKey();
        if (job != null) {
            var why = new BusinessFailure(
                    ErrorCode.valueOf(Objects.requireNonNull(command.code())),
                    Objects.requireNonNull(command.sentence()));
            outbox.put(new EngineCommand.ThrowError(
                    command.operationId(), job, command.attempt(), why.code().name(), why.variables()));
        }
    }

    void failed(DeviceCommand command, String sentence) {
        var job = command.jobKey();
        if (job != null) {
            var retry = settings.ladder().after(command.jobRetries());
            outbox.put(new EngineCommand.FailJob(
                    command.operationId(), job, command.attempt(), retry.left(), retry.backoff(), sentence));
        }
    }
}
