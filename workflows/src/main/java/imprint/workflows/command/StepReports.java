package imprint.workflows.command;

import imprint.imaging.protocol.ProblemCode;
import imprint.imaging.protocol.Report;
import imprint.workflows.device.ContactRefused;
import imprint.workflows.failure.NotFound;
import imprint.workflows.operation.Operations;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Hears how attempts have ended, and keeps it before anyone is told. */
@Service
@Transactional
public class StepReports {

    private final DeviceCommandRepository commands;
    private final Operations operations;
    private final StepResults results;
    private final StepAnswers answers;
    private final Homecoming homecoming;
    private final CommandBell bell;

    StepReports(
            DeviceCommandRepository commands,
            Operations operations,
            StepResults results,
            StepAnswers answers,
            Homecoming homecoming,
            CommandBell bell) {
        this.commands = commands;
        this.operations = operations;
        this.results = results;
        this.answers = answers;
        this.homecoming = homecoming;
        this.bell = bell;
    }

    /** @throws ContactRefused when a newer attempt has replaced the one that is reported */
    public void report(UUID deviceId, Report report) {
        var command = commands.find(report.commandId(), deviceId)
                .flatMap(this::lock)
                .orElseThrow(() -> new NotFound("command", report.commandId()));
        if (report.attempt() != command.attempt()) {
            throw new ContactRefused(
                    ProblemCode.ATTEMPT_SUPERSEDED,
                    "Attempt %s was replaced by attempt %s.".formatted(report.attempt(), command.attempt()));
        }
        results.ofDisk(command, report);
        if (command.isWelcome(report)) {
            command.reported(report);
            tell(command, report);
        } else {
            command.reportedTooLate(report);
        }
        // why: the long poll that tells of this command is over, so that the device asks for the next one.
        bell.ring(deviceId);
        operations.cancelled(command.operationId());
        if (command.kind() != CommandKind.REBOOT || !(report instanceof Report.Succeeded)) {
            homecoming.sendHomeIfStranded(command.operationId());
        }
    }

    private Optional<DeviceCommand> lock(CommandRef ref) {
        operations.lockUnderWay(ref.operationId());
        return commands.lock(ref.id());
    }

    private void tell(DeviceCommand command, Report report) {
        if (command instanceof DeviceStep step) {
            settle(step, report);
        } else if (report instanceof Report.Failed failed) {
            answers.noted(command, failed.sentence());
        }
    }

    private void settle(DeviceStep step, Report report) {
        switch (report) {
            case Report.Succeeded succeeded -> {
                results.succeeded(step, succeeded);
                answers.done(step);
            }
            case Report.Failed _ when step.state() == CommandState.REFUSED -> answers.refused(step);
            case Report.Failed failed -> answers.failed(step, failed.sentence());
            case Report.Stopped _ -> {
                if (operations.isUnderWay(step.operationId())) {
                    answers.failed(step, "The device stopped of its own accord.");
                }
            }
        }
    }
}
