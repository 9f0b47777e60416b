package imprint.workflows.command;

import imprint.workflows.operation.CancellationRequested;
import imprint.workflows.operation.OperationEnded;
import imprint.workflows.operation.OperationState;
import imprint.workflows.operation.Operations;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Calls off what devices have been told for an operation that is cancelled, or has ended. */
@Component
class StepCancellation {

    private final DeviceCommandRepository commands;
    private final Operations operations;
    private final Patience patience;
    private final Homecoming homecoming;
    private final CommandBell bell;
    private final Clock clock;

    StepCancellation(
            DeviceCommandRepository commands,
            Operations operations,
            Patience patience,
            Homecoming homecoming,
            CommandBell bell,
            Clock clock) {
        this.commands = commands;
        this.operations = operations;
        this.patience = patience;
        this.homecoming = homecoming;
        this.bell = bell;
        this.clock = clock;
    }

    @EventListener
    void on(CancellationRequested cancellation) {
        if (stop(cancellation.operationId()).stream()
                .noneMatch(command -> command.state().isOpen())) {
            operations.cancelled(cancellation.operationId());
        }
    }

    @EventListener
    void on(OperationEnded ended) {
        // why: the device of a cancelled operation was told when it was called off.
        if (ended.state() != OperationState.CANCELLED) {
            stop(ended.operationId());
        }
        homecoming.sendHomeIfStranded(ended.operationId());
    }

    private List<DeviceCommand> stop(UUID operationId) {
        var live = commands.lockLive(operationId);
        live.forEach(command -> {
            // why: a device that was merely called back has nothing to confirm.
            command.callOff(command instanceof DeviceStep && patience.isHeard(command), clock.instant());
            bell.ring(command.deviceId());
        });
        return live;
    }
}
