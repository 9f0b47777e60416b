package imprint.workflows.command;

import imprint.imaging.protocol.Environment;
import imprint.workflows.operation.DeviceOperation;
import imprint.workflows.operation.Operations;
import imprint.workflows.operation.Pinning;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes on the steps that devices carry out. A step holds no thread and no lease: the device's final report is kept
 * first, then completes the job by its key through the outbox; a job that is offered again finds the report there.
 */
@Service
@Transactional
public class StepOffers {

    private final DeviceCommandRepository commands;
    private final Operations operations;
    private final Pinning pinning;
    private final CommandBell bell;
    private final Clock clock;

    StepOffers(
            DeviceCommandRepository commands, Operations operations, Pinning pinning, CommandBell bell, Clock clock) {
        this.commands = commands;
        this.operations = operations;
        this.pinning = pinning;
        this.bell = bell;
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
        var step = commands.lockStep(job.operationId(), job.elementInstanceKey())
                .orElseGet(() -> commands.save(new DeviceStep(job, deviceId, kind, rebootInto, clock.instant())));
        step.offered(job, clock.instant());
        return switch (step.state()) {
            case SUCCEEDED -> new StepState.Done(StepAnswers.variables(step));
            case REFUSED ->
                new StepState.Refused(Objects.requireNonNull(step.code()), Objects.requireNonNull(step.sentence()));
            case WAITING, REPLACING, GIVEN, FORGOTTEN, STOPPING, GIVEN_UP, FAILED, STOPPED -> {
                bell.ring(deviceId);
                yield new StepState.InHand();
            }
        };
    }
}
