package imprint.workflows.operation;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.Limit;
import imprint.bpmn.Messages;
import imprint.bpmn.Outcome;
import imprint.bpmn.Variables;
import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.device.Devices;
import imprint.workflows.device.DiskCondition;
import imprint.workflows.engine.EngineCommand;
import imprint.workflows.engine.Outbox;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The life of operations, from request to outcome. */
@Service
@Transactional
public class Operations {

    /** Within it a second start of the same operation is recognised by the engine itself. */
    private static final Duration START_TTL = Duration.ofHours(24);

    private static final String NOT_VERIFIED = "NOT_VERIFIED";
    private static final String NOT_VERIFIED_SENTENCE =
            "The device did not say that its disk holds the image: apply it again.";

    private final OperationRepository operations;
    private final Devices devices;
    private final Holds holds;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final StepSettings settings;
    private final Clock clock;

    Operations(
            OperationRepository operations,
            Devices devices,
            Holds holds,
            Outbox outbox,
            AuditTrail audit,
            ApplicationEventPublisher events,
            StepSettings settings,
            Clock clock) {
        this.operations = operations;
        this.devices = devices;
        this.holds = holds;
        this.outbox = outbox;
        this.audit = audit;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    /** Keeps the operation, and the start of its process with it. */
    public <O extends Operation> O request(O operation, Actor actor) {
        return request(List.of(operation), actor).getFirst();
    }

    /** The same of many, in as few statements as that takes. */
    public <O extends Operation> List<O> request(List<O> asked, Actor actor) {
        // why flushed: the outbox refers to the rows, and does not go through JPA.
        var kept = operations.saveAllAndFlush(asked);
        outbox.putStarts(kept.stream().map(this::startOf).toList());
        kept.forEach(operation -> audit.record(Act.done(
                        actor,
                        operation.kind().name().toLowerCase(Locale.ROOT) + " requested",
                        "operation",
                        operation.id())
                .because(operation.requester().reason())
                .with(about(operation))));
        return kept;
    }

    private static Map<String, String> about(Operation operation) {
        var details = new TreeMap<String, String>();
        putIfThere(details, "device", operation.deviceId());
        putIfThere(details, "image", operation.imageId());
        putIfThere(details, "imageDigest", operation.imageDigest());
        var made = operation.newImage();
        if (made != null) {
            details.put("fileName", made.fileName());
            details.put("location", made.locationId().toString());
        }
        return details;
    }

    private static void putIfThere(Map<String, String> details, String key, @Nullable Object value) {
        if (value != null) {
            details.put(key, value.toString());
        }
    }

    private EngineCommand.Publish startOf(Operation operation) {
        var id = operation.id().toString();
        var variables = new HashMap<>(operation.startVariables());
        variables.put(Variables.OPERATION_ID, id);
        variables.put(Variables.LIMITS, settings.asVariable());
        return new EngineCommand.Publish(operation.id(), operation.kind().startMessage(), id, id, START_TTL, variables);
    }

    /**
     * The first task of a process claims the operation for its instance.
     *
     * @throws BusinessFailure when another instance carries it out, or it has ended
     */
    public void claim(UUID id, long processInstanceKey, int processVersion) {
        if (!lock(id).claimedBy(new ProcessInstance(processInstanceKey, processVersion))) {
            throw new BusinessFailure(ErrorCode.DUPLICATE_START, "Another process instance carries the operation out.");
        }
        outbox.startIsOver(id);
    }

    /**
     * Takes the device, and the file name, for this operation, which is under way from then on.
     *
     * @return the operation, locked
     * @throws BusinessFailure when another operation has them
     */
    public Operation run(UUID id) {
        var operation = lock(id);
        if (!operation.holdsAll()) {
            holds.requireFree(operation);
        }
        operation.run(clock.instant());
        return operation;
    }

    /** As {@link #run(UUID)}, of an operation that is known to be of this kind. */
    public <O extends Operation> O run(UUID id, Class<O> type) {
        return type.cast(run(id));
    }

    /** A step of a process asks whether there is anything left to do. */
    @Transactional(readOnly = true)
    public boolean isUnderWay(UUID id) {
        return operations.findById(id).filter(Operation::isUnderWay).isPresent();
    }

    /**
     * As {@link #isUnderWay}, and nobody calls the operation off, or ends it, before the transaction is through. Who
     * takes a command of an operation as well takes it after the operation.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lockUnderWay(UUID id) {
        return lock(id).isUnderWay();
    }

    /** An operation that makes this image, or applies it, and has not ended. */
    @Transactional(readOnly = true)
    public Optional<UUID> unfinishedWith(UUID imageId) {
        return operations.findUnfinishedWith(imageId).stream().findFirst();
    }

    /** Whether an operation has this device. */
    @Transactional(readOnly = true)
    public boolean isHeld(UUID deviceId) {
        return operations.isHeld(deviceId);
    }

    /** The operation that waits for the device in the imaging environment, where it was heard last and not sent to. */
    @Transactional(readOnly = true)
    public Optional<UUID> expectsInImaging(UUID deviceId) {
        return operations.findExpectingInImaging(deviceId).stream().findFirst();
    }

    /**
     * A repeat of the conclusion, and one that comes after a cancellation, change nothing.
     *
     * @return whether this was what ended it
     */
    public boolean conclude(UUID id, Outcome outcome, @Nullable String code, @Nullable String sentence) {
        var operation = lock(id);
        if (!operation.isUnderWay()) {
            return false;
        }
        if (isSuccess(outcome) && operation instanceof ApplyOperation apply && !holdsItsImage(apply)) {
            operation.conclude(Outcome.FAILED, NOT_VERIFIED, NOT_VERIFIED_SENTENCE, clock.instant());
            ended(operation, NOT_VERIFIED_SENTENCE);
            return true;
        }
        operation.conclude(outcome, code, sentence, clock.instant());
        ended(operation, sentence);
        return true;
    }

    private static boolean isSuccess(Outcome outcome) {
        return outcome == Outcome.SUCCEEDED || outcome == Outcome.WRITTEN_BOOT_UNPROVEN;
    }

    /** Whoever else may command the engine, that an image was applied is said by the device alone. */
    private boolean holdsItsImage(ApplyOperation operation) {
        var device = devices.get(operation.deviceId());
        return device.diskCondition() == DiskCondition.WHOLE && Objects.equals(device.imageId(), operation.imageId());
    }

    /**
     * Calls an operation off. Its device stays busy until the agent has confirmed the stop.
     *
     * @throws Conflict when the operation has ended
     */
    public Operation cancel(UUID id, String reason, Actor actor) {
        if (reason.isBlank()) {
            throw new InvalidInput("reason", "Say why the operation is cancelled.");
        }
        var operation = lock(id);
        if (operation.state() == OperationState.CANCELLING) {
            return operation;
        }
        operation.cancel(reason);
        var process = operation.process();
        if (process != null) {
            outbox.put(new EngineCommand.CancelInstance(id, process.key()));
        }
        outbox.startIsOver(id);
        audit.record(Act.done(actor, "operation cancelled", "operation", id).because(reason));
        events.publishEvent(new CancellationRequested(id));
        return operation;
    }

    /** Nothing works on the cancelled operation any more. */
    public void cancelled(UUID id) {
        var operation = lock(id);
        if (operation.state() == OperationState.CANCELLING) {
            operation.cancelled(clock.instant());
            ended(operation, operation.cancelReason());
        }
    }

    private void ended(Operation operation, @Nullable String sentence) {
        audit.record(new Act(
                Actor.SYSTEM,
                "operation ended",
                "operation",
                operation.id().toString(),
                sentence,
                operation.state().name(),
                about(operation)));
        events.publishEvent(new OperationEnded(operation.id(), operation.state()));
    }

    /** A device was heard: tells the process that waits for it, if what was heard is what it waits for. */
    public void heard(UUID deviceId, String environment, String bootId) {
        operations.lockAwaiting(deviceId).stream()
                .filter(operation -> operation.isSatisfiedBy(environment, bootId))
                .filter(operation -> !isAnothersTurn(operation, deviceId))
                .forEach(operation -> {
                    var key = Objects.requireNonNull(operation.awaitedKey());
                    outbox.put(new EngineCommand.Publish(
                            operation.id(),
                            Messages.DEVICE_BOOTED,
                            key,
                            key + " " + bootId,
                            settings.deadline(Limit.AWAIT_HEARTBEAT),
                            Map.of()));
                    operation.stopWaiting();
                });
    }

    /** A reboot in the course of another operation is nobody's leave to take the device from it. */
    private boolean isAnothersTurn(Operation operation, UUID deviceId) {
        return operation.state() == OperationState.AWAITING_REBOOT && isHeld(deviceId);
    }

    /** Nobody else changes it, or does anything with its device, until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Operation lock(UUID id) {
        holds.lockDeviceOf(id);
        return operations.lock(id).orElseThrow(() -> new NotFound("operation", id));
    }

    /** As {@link #lock(UUID)}, of an operation that is known to be of this kind. */
    @Transactional(propagation = Propagation.MANDATORY)
    public <O extends Operation> O lock(UUID id, Class<O> type) {
        return type.cast(lock(id));
    }

    /** An operation that is known to be of this kind. */
    @Transactional(readOnly = true)
    public <O extends Operation> O get(UUID id, Class<O> type) {
        return type.cast(get(id));
    }

    @Transactional(readOnly = true)
    public Operation get(UUID id) {
        return operations.findById(id).orElseThrow(() -> new NotFound("operation", id));
    }

    @Transactional(readOnly = true)
    public Page<Operation> list(OperationFilter filter, Pageable page) {
        return operations.findAll(filter.asSpecification(), page);
    }
}
