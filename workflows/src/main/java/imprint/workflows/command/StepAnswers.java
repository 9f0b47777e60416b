package imprint.workflows.command;

import imprint.bpmn.Variables;
import imprint.workflows.engine.EngineCommand;
import imprint.workflows.engine.Outbox;
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
            var code = Objects.requireNonNull(command.code());
            var sentence = Objects.requireNonNull(command.sentence());
            outbox.put(new EngineCommand.ThrowError(
                    command.operationId(),
                    job,
                    command.attempt(),
                    code,
                    Map.of(Variables.CODE, code, Variables.SENTENCE, sentence)));
        }
    }

    void failed(DeviceCommand command, String sentence) {
        var job = command.jobKey();
        if (job != null) {
            var left = Math.max(0, command.jobRetries() - 1);
            outbox.put(new EngineCommand.FailJob(
                    command.operationId(),
                    job,
                    command.attempt(),
                    left,
                    settings.ladder().backoff(left),
                    sentence));
        }
    }
}
