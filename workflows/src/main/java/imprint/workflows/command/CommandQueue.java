package imprint.workflows.command;

import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.Progress;
import imprint.workflows.operation.OperationProgress;
import imprint.workflows.operation.Operations;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What there is to say to a device. */
@Component
@Profile("app")
@Transactional
class CommandQueue {

    /** A device that cannot boot the imaging environment is not sent round for ever. */
    private static final int MOST_CALLS_BACK = 5;

    private final DeviceCommandRepository commands;
    private final Operations operations;
    private final CommandMint mint;
    private final OperationProgress progress;
    private final StepResults results;
    private final StepAnswers answers;
    private final Departures departures;
    private final Clock clock;

    CommandQueue(
            DeviceCommandRepository commands,
            Operations operations,
            CommandMint mint,
            OperationProgress progress,
            StepResults results,
            StepAnswers answers,
            Departures departures,
            Clock clock) {
        this.commands = commands;
        this.operations = operations;
        this.mint = mint;
        this.progress = progress;
        this.results = results;
        this.answers = answers;
        this.departures = departures;
        this.clock = clock;
    }

    Next next(UUID deviceId, Heartbeat heartbeat) {
        return heartbeat.inHand() == null
                ? toBegin(deviceId, heartbeat)
                : commands.lock(heartbeat.inHand())
                        .filter(command -> command.deviceId().equals(deviceId))
                        .map(command -> inHand(command, heartbeat))
                        .orElse(Next.NOTHING);
    }

    private Next inHand(DeviceCommand command, Heartbeat heartbeat) {
        if (command instanceof DeviceStep step && step.state().isOpen() && heartbeat.progress() != null) {
            progressed(step, heartbeat.progress());
        }
        return switch (command.state()) {
            // why: a new attempt is due while the device is still at the one before.
            case WAITING, REPLACING, STOPPING -> Next.toStop(command.id());
            case GIVEN, FORGOTTEN ->
                command.kind() == CommandKind.REBOOT || Boolean.FALSE.equals(heartbeat.tokenWanted())
                        ? Next.NOTHING
                        : Next.renewed(mint.token(command));
            // why: an attempt that was given up may still succeed, but not for an operation that has ended.
            case GIVEN_UP, SUCCEEDED, FAILED, REFUSED, STOPPED ->
                operations.isUnderWay(command.operationId()) ? Next.FREE : Next.toStop(command.id());
        };
    }

    private void progressed(DeviceStep step, Progress told) {
        // why: Only what the device itself tells says whether it gets on. The upload of a capture, which may be behind
        // the device, tells of the progress of the operation as well.
        if (told.attempt() == step.attempt() && step.progressed(told, clock.instant())) {
            progress.note(step.operationId(), told.bytesDone(), told.bytesTotal(), told.bytesSent());
        }
    }

    private Next toBegin(UUID deviceId, Heartbeat heartbeat) {
        var live = commands.findLive(deviceId);
        var isExpected = heartbeat.environment() == Environment.OWN_DISK
                && operations.expectsInImaging(deviceId).isPresent();
        if (live.isEmpty() && !isExpected) {
            return Next.NOTHING;
        }
        // why: A device with nothing in hand has lost all that it was given. That is noted of each of its commands, and
        // not only of those before the one that is given now.
        var environment = heartbeat.environment();
        var isLeaving = departures.isLeaving(deviceId, heartbeat.bootId(), clock.instant());
        var due = live.stream()
                .flatMap(ref -> notInHand(ref, environment, isLeaving).stream())
                .toList();
        return due.stream()
                .filter(command -> isFor(environment, isLeaving, command))
                .findFirst()
                .or(() -> environment == Environment.OWN_DISK && !isLeaving
                        ? calledBack(deviceId, due)
                        : Optional.empty())
                .map(command -> give(command, heartbeat.bootId()))
                .orElse(Next.NOTHING);
    }

    /** @return the command, if it is to be given */
    private Optional<DeviceCommand> notInHand(CommandRef ref, Environment environment, boolean isLeaving) {
        var isUnderWay = operations.lockUnderWay(ref.operationId());
        return commands.lock(ref.id())
                .map(command -> forgotten(command, environment, isLeaving))
                .filter(command -> command.state().isOpen())
                .filter(command -> command instanceof UnbiddenReboot reboot && reboot.isHomeward()
                        ? !operations.isHeld(command.deviceId())
                        : isUnderWay);
    }

    /** The device has nothing in hand: what it was to stop it has forgotten, or never heard of. */
    private DeviceCommand forgotten(DeviceCommand command, Environment environment, boolean isLeaving) {
        command.forgotten();
        if (command instanceof UnbiddenReboot reboot && reboot.rebootInto() == environment) {
            // why: whatever brought it there, its user is not to be disturbed once more.
            reboot.callOff(false, clock.instant());
        } else if (command instanceof DeviceStep step
                && environment == Environment.IMAGING
                && !isLeaving
                && step.isYetToBootInto(environment)) {
            step.arrived();
            answers.done(step);
        }
        if (command.state() == CommandState.STOPPED) {
            operations.cancelled(command.operationId());
        }
        return command;
    }

    private static boolean isFor(Environment environment, boolean isLeaving, DeviceCommand command) {
        // why: what is begun in a boot that is about to end would end with it.
        return command.kind() == CommandKind.REBOOT
                || !isLeaving && command.kind().environment() == environment;
    }

    /** A device that runs its own system although its operation needs its disk is told to come back. */
    private Optional<DeviceCommand> calledBack(UUID deviceId, List<DeviceCommand> due) {
        return due.stream()
                .map(DeviceCommand::operationId)
                .findFirst()
                .or(() -> operations.expectsInImaging(deviceId).filter(operations::lockUnderWay))
                .flatMap(operationId -> callBack(operationId, deviceId));
    }

    private Optional<DeviceCommand> callBack(UUID operationId, UUID deviceId) {
        return commands.countUnbidden(operationId) < MOST_CALLS_BACK
                ? Optional.of(
                        commands.save(new UnbiddenReboot(operationId, deviceId, Environment.IMAGING, clock.instant())))
                : Optional.empty();
    }

    private Next give(DeviceCommand command, String bootId) {
        command.give(bootId, clock.instant());
        results.ofGiven(command);
        return Next.toBegin(mint.mint(command));
    }

    /**
     * @param token renewed for the command in hand
     * @param mayWait whether the long poll goes on, for better news
     */
    record Next(
            @Nullable Command command,
            @Nullable UUID stop,
            @Nullable String token,
            boolean mayWait) {

        static final Next NOTHING = new Next(null, null, null, true);

        /** The report of the command in hand was heard since the device spoke: it is to ask for what comes after. */
        static final Next FREE = new Next(null, null, null, false);

        static Next toBegin(Command command) {
            return new Next(command, null, null, false);
        }

        static Next toStop(UUID commandId) {
            return new Next(null, commandId, null, false);
        }

        static Next renewed(String token) {
            return new Next(null, null, token, true);
        }
    }
}
