package imprint.workflows.command;

import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.LogBatch;
import imprint.imaging.protocol.ProblemCode;
import imprint.imaging.protocol.Report;
import imprint.workflows.device.ContactRefused;
import imprint.workflows.device.DeviceContacted;
import imprint.workflows.device.DeviceLogs;
import imprint.workflows.device.DeviceState;
import imprint.workflows.device.Devices;
import imprint.workflows.failure.NotFound;
import imprint.workflows.operation.CancellationRequested;
import imprint.workflows.operation.CloneOperation;
import imprint.workflows.operation.DeviceOperation;
import imprint.workflows.operation.OperationEnded;
import imprint.workflows.operation.OperationState;
import imprint.workflows.operation.Operations;
import imprint.workflows.operation.Pinning;
import imprint.workflows.operation.StepSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps that devices carry out. A step holds no thread and no lease: the device's final report is kept first, then
 * completes the job by its key through the outbox; a job that is offered again finds the report that is there already.
 */
@Service
@Transactional
public class DeviceSteps {

    private final DeviceCommandRepository commands;
    private final Operations operations;
    private final Pinning pinning;
    private final Devices devices;
    private final DeviceLogs logs;
    private final StepAnswers answers;
    private final CommandBell bell;
    private final StepSettings settings;
    private final Clock clock;

    DeviceSteps(
            DeviceCommandRepository commands,
            Operations operations,
            Pinning pinning,
            Devices devices,
            DeviceLogs logs,
            StepAnswers answers,
            CommandBell bell,
            StepSettings settings,
            Clock clock) {
        this.commands = commands;
        this.operations = operations;
        this.pinning = pinning;
        this.devices = devices;
        this.logs = logs;
        this.answers = answers;
        this.bell = bell;
        this.settings = settings;
        this.clock = clock;
    }

    /** The engine offers a step: tells the device, or says what has become of it already. */
    public StepState offer(StepJob job, CommandKind kind, @Nullable Environment rebootInto) {
        if (!operations.lockUnderWay(job.operationId())) {
            return StepState.CALLED_OFF;
        }
        var operation = operations.get(job.operationId(), DeviceOperation.class);
        pinning.renew(operation);
        var deviceId = operation.deviceId();
        var command = commands.lock(job.operationId(), job.elementInstanceKey())
                .orElseGet(() -> commands.save(new DeviceCommand(job, deviceId, kind, rebootInto, clock.instant())));
        command.offered(job, clock.instant());
        return switch (command.state()) {
            case SUCCEEDED -> new StepState.Done(StepAnswers.variables(command));
            case REFUSED ->
                new StepState.Refused(
                        Objects.requireNonNull(command.code()), Objects.requireNonNull(command.sentence()));
            case WAITING, GIVEN, FAILED, STOPPED -> {
                bell.ring(deviceId);
                yield new StepState.InHand();
            }
        };
    }

    /**
     * How an attempt ended, kept before anyone is told.
     *
     * @throws ContactRefused when a newer attempt has replaced the one that is reported
     */
    public void report(UUID deviceId, Report report) {
        var command = commands.find(report.commandId(), deviceId)
                .flatMap(this::lock)
                .orElseThrow(() -> new NotFound("command", report.commandId()));
        if (report.attempt() != command.attempt()) {
            throw new ContactRefused(
                    ProblemCode.ATTEMPT_SUPERSEDED,
                    "Attempt %s was replaced by attempt %s.".formatted(report.attempt(), command.attempt()));
        }
        tellOfDisk(command, report);
        // why: of an attempt that was taken for failed, only its success is still welcome; all else is told already.
        var lateSuccess = command.state() == CommandState.FAILED && report instanceof Report.Succeeded;
        if (!command.state().isOpen() && !lateSuccess) {
            command.reportedTooLate(report);
            sendHomeIfStranded(command.operationId());
            return;
        }
        command.reported(report, clock.instant());
        settle(command, report);
        // why: the long poll that tells of this command is over, so that the device asks for the next one.
        bell.ring(deviceId);
        if (operations.get(command.operationId()).state() == OperationState.CANCELLING) {
            operations.cancelled(command.operationId());
        }
    }

    private Optional<DeviceCommand> lock(CommandRef ref) {
        operations.lockUnderWay(ref.operationId());
        return commands.lock(ref.id());
    }

    /** Until the device says otherwise, a write that was given has changed the disk. */
    private void tellOfDisk(DeviceCommand command, Report report) {
        var isLeftAlone = switch (report) {
            case Report.Succeeded _ -> false;
            case Report.Failed failed -> Boolean.FALSE.equals(failed.diskChanged());
            case Report.Stopped stopped -> !stopped.diskChanged();
        };
        // why whole: an attempt before this one may have changed it, of which this report does not tell.
        if (isLeftAlone && command.isInHand() && command.wasWhole()) {
            devices.writeLeftAlone(command.deviceId(), command.imageBefore());
        }
    }

    private void settle(DeviceCommand command, Report report) {
        switch (report) {
            case Report.Succeeded succeeded -> {
                tellOf(command, succeeded);
                answers.done(command);
            }
            case Report.Failed failed
            when command.state() == CommandState.REFUSED -> {
                logs.note(command.deviceId(), LogBatch.Severity.ERROR, failed.sentence());
                answers.refused(command);
            }
            case Report.Failed failed -> fail(command, failed.sentence());
            case Report.Stopped _ -> {
                if (operations.isUnderWay(command.operationId())) {
                    fail(command, "The device stopped of its own accord.");
                }
            }
        }
    }

    private void fail(DeviceCommand command, String sentence) {
        logs.note(command.deviceId(), LogBatch.Severity.WARNING, sentence);
        answers.failed(command, sentence);
    }

    private void tellOf(DeviceCommand command, Report.Succeeded report) {
        var operation = operations.get(command.operationId());
        if (report.counts() != null) {
            operation.countSent(report.counts().sentBytes());
        }
        switch (command.kind()) {
            case CAPTURE_DISK -> {
                operations
                        .get(command.operationId(), CloneOperation.class)
                        .recordCapture(Objects.requireNonNull(report.manifestDigest(), "manifestDigest"));
                devices.rotateCredential(command.deviceId());
            }
            case VERIFY_DISK -> devices.holds(command.deviceId(), operation.imageId());
            case WRITE_DISK, REBOOT -> {}
        }
    }

    /**
     * Commands of whose devices nothing new was heard for too long.
     *
     * @param after the last one of those that were given before
     */
    @Transactional(readOnly = true)
    List<CommandRef> findSilent(CommandKind kind, UUID after, int most) {
        return commands.findSilent(kind, silentSince(kind), after, Limit.of(most));
    }

    /** The attempt of a device that says nothing new for too long has failed; its report is still welcome. */
    void failIfSilent(CommandRef ref) {
        lock(ref)
                .filter(it -> it.state().isOpen() && it.lastProgressAt().isBefore(silentSince(it.kind())))
                .ifPresent(this::failSilent);
    }

    private Instant silentSince(CommandKind kind) {
        return clock.instant().minus(settings.noProgress(kind.step()));
    }

    private void failSilent(DeviceCommand command) {
        var sentence = sentenceOf(command);
        command.silent(sentence, clock.instant());
        logs.note(command.deviceId(), LogBatch.Severity.WARNING, sentence);
        if (operations.isUnderWay(command.operationId())) {
            answers.failed(command, sentence);
        } else {
            // why: the device is told to stop when it comes back; until then nobody has to wait for it.
            operations.cancelled(command.operationId());
        }
    }

    private String sentenceOf(DeviceCommand command) {
        var seconds = noProgressOf(command).toSeconds();
        if (command.isStopRequested()) {
            return "The device has not said for %s s that it stopped: it is told again when it is heard."
                    .formatted(seconds);
        }
        var what = command.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return command.kind() != CommandKind.REBOOT && isHeard(command)
                ? ("The device is heard, but has got no further with \"%s\" for %s s: does it reach the image gateway,"
                                + " and has the gateway room in its spool?")
                        .formatted(what, seconds)
                : "The device has said nothing of \"%s\" for %s s: is it on, and on the network?"
                        .formatted(what, seconds);
    }

    private boolean isHeard(DeviceCommand command) {
        var device = devices.get(command.deviceId());
        var heard = device.lastHeartbeatAt();
        return device.state() != DeviceState.RETIRED
                && heard != null
                && heard.isAfter(clock.instant().minus(noProgressOf(command)));
    }

    private Duration noProgressOf(DeviceCommand command) {
        return settings.noProgress(command.kind().step());
    }

    @EventListener
    void on(CancellationRequested cancellation) {
        var told = stop(cancellation.operationId());
        if (told.stream().noneMatch(command -> command.state().isOpen())) {
            operations.cancelled(cancellation.operationId());
        }
    }

    @EventListener
    void on(OperationEnded ended) {
        stop(ended.operationId());
        sendHomeIfStranded(ended.operationId());
    }

    /** A device may have gone to the imaging environment for an operation that has ended before it arrived. */
    @EventListener
    void on(DeviceContacted contact) {
        if (contact.booted() && contact.environment() == Environment.IMAGING) {
            commands.findWhoCalledToImaging(contact.deviceId()).forEach(operationId -> {
                operations.lockUnderWay(operationId);
                sendHomeIfStranded(operationId);
            });
        }
    }

    private void sendHomeIfStranded(UUID operationId) {
        var operation = operations.get(operationId);
        var deviceId = operation.deviceId();
        // why: an operation that was rejected because another has the device must not take it from that one.
        if (deviceId != null
                && operation.state().isFinal()
                && !operations.isHeld(deviceId)
                && devices.isStrandedInImaging(deviceId)
                && commands.lockHomeward(deviceId).isEmpty()) {
            var number = commands.countByOperationIdAndJobKeyIsNull(operationId);
            commands.save(DeviceCommand.unbidden(operationId, number, deviceId, Environment.OWN_DISK, clock.instant()));
            bell.ring(deviceId);
        }
    }

    /** A new operation wants the device where it is. */
    void keepHere(UUID deviceId) {
        commands.lockHomeward(deviceId).forEach(command -> command.requestStop(true, clock.instant()));
        bell.ring(deviceId);
    }

    private List<DeviceCommand> stop(UUID operationId) {
        var live = commands.lockLive(operationId);
        live.forEach(command -> {
            // why: a device that was merely called back has nothing to confirm.
            command.requestStop(isHeard(command) && !command.isUnbidden(), clock.instant());
            bell.ring(command.deviceId());
        });
        return live;
    }
}
