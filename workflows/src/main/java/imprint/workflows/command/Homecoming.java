package imprint.workflows.command;

import imprint.imaging.protocol.Environment;
import imprint.workflows.device.DeviceContacted;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.Operations;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends devices home that are left in the imaging environment when their operations have ended. */
@Component
class Homecoming {

    private final DeviceCommandRepository commands;
    private final Operations operations;
    private final Devices devices;
    private final CommandBell bell;
    private final Clock clock;

    Homecoming(
            DeviceCommandRepository commands, Operations operations, Devices devices, CommandBell bell, Clock clock) {
        this.commands = commands;
        this.operations = operations;
        this.devices = devices;
        this.bell = bell;
        this.clock = clock;
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

    void sendHomeIfStranded(UUID operationId) {
        var operation = operations.get(operationId);
        var deviceId = operation.deviceId();
        // why: an operation that was rejected because another has the device must not take it from that one.
        if (deviceId != null
                && operation.state().isFinal()
                && !operations.isHeld(deviceId)
                && devices.isStrandedInImaging(deviceId)
                && commands.lockHomeward(deviceId).isEmpty()) {
            commands.save(new UnbiddenReboot(operationId, deviceId, Environment.OWN_DISK, clock.instant()));
            bell.ring(deviceId);
        }
    }

    /** A new operation wants the device where it is. */
    void keepHere(UUID deviceId) {
        commands.lockHomeward(deviceId).forEach(order -> order.callOff(true, clock.instant()));
        bell.ring(deviceId);
    }
}
