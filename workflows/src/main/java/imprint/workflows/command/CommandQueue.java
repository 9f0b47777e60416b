package imprint.workflows.command;

import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Heartbeat;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.Operations;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What there is to say to a device. */
@Component
@Transactional
class CommandQueue {

    private final DeviceCommandRepository commands;
    private final Operations operations;
    private final Devices devices;
    private final CommandMint mint;
    private final Clock clock;

    CommandQueue(
            DeviceCommandRepository commands, Operations operations, Devices devices, CommandMint mint, Clock clock) {
        this.commands = commands;
        this.operations = operations;
        this.devices = devices;
        this.mint = mint;
        this.clock = clock;
    }

    Next next(UUID deviceId, Heartbeat heartbeat) {
        return heartbeat.inHand() == null
                ? toBegin(deviceId, heartbeat)
                : commands.lock(heartbeat.inHand())
                        .filter(command -> command.deviceId().equals(deviceId))
                        .map(this::inHand)
                        .orElse(Next.NOTHING);
    }

    private Next inHand(DeviceCommand command) {
        // why: WAITING means that a new attempt is due while the device is still at the one before.
        if (command.isStopRequested() || command.state() == CommandState.WAITING) {
            return Next.toStop(command.id());
        }
        if (!command.state().isOpen()) {
            // why: an attempt that was given up may still succeed, but not for an operation that has ended.
            return operations.isUnderWay(command.operationId()) ? Next.FREE : Next.toStop(command.id());
        }
        return command.kind() == CommandKind.REBOOT ? Next.NOTHING : Next.renewed(mint.token(command));
    }

    private Next toBegin(UUID deviceId, Heartbeat heartbeat) {
        // why a list: what the device has forgotten is noted of all, whichever is given.
        var due = commands.findLive(deviceId).stream()
                .flatMap(ref -> notInHand(ref, heartbeat.environment()).stream())
                .toList();
        return due.stream()
                .filter(command -> isFor(heartbeat.environment(), command))
                .findFirst()
                .map(this::give)
                .orElse(Next.NOTHING);
    }

    /** @return the command, if it is to be given */
    private Optional<DeviceCommand> notInHand(CommandRef ref, Environment environment) {
        var isUnderWay = operations.lockUnderWay(ref.operationId());
        return commands.lock(ref.id())
                .map(command -> forgotten(command, environment))
                .filter(command -> command.state().isOpen())
                .filter(command -> isUnderWay || command.isHomeward());
    }

    /** The device has nothing in hand: what it was to stop it has forgotten, or never heard of. */
    private DeviceCommand forgotten(DeviceCommand command, Environment environment) {
        command.forgotten(clock.instant());
        if (command.isHomeward() && command.rebootInto() == environment) {
            // why: whatever brought it home, its user is not to be disturbed once more.
            command.requestStop(false, clock.instant());
        }
        if (command.isStopRequested()) {
            operations.cancelled(command.operationId());
        }
        return command;
    }

    private static boolean isFor(Environment environment, DeviceCommand command) {
        return command.kind().environment() == null || command.kind().environment() == environment;
    }

    private Next give(DeviceCommand command) {
        command.give(clock.instant());
        if (command.kind() == CommandKind.WRITE_DISK) {
            var device = devices.get(command.deviceId());
            command.overwrites(device.diskCondition(), device.imageId());
            devices.writeBegan(command.deviceId());
        }
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
