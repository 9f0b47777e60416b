package imprint.workflows.operation;

import imprint.bpmn.BootWait;
import imprint.bpmn.Outcome;
import imprint.workflows.audit.Actor;
import imprint.workflows.failure.Conflict;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One requested clone, add or apply; one process instance carries it out. */
@Entity
@NeverStoodInFor
@DiscriminatorColumn(name = "kind")
public abstract sealed class Operation permits AddOperation, DeviceOperation {

    @Id
    private UUID id;

    // why not written: Hibernate writes it, to tell the types apart; lists are filtered and sorted by it.
    @Column(insertable = false, updatable = false)
    @Enumerated(EnumType.STRING)
    private OperationKind kind;

    @Enumerated(EnumType.STRING)
    private OperationState state = OperationState.REQUESTED;

    private @Nullable UUID imageId;
    private @Nullable String imageDigest;
    private @Nullable String gateway;

    private String requestedBy;
    private String authentication;
    private String address;
    private @Nullable String reason;
    private Instant requestedAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable String cancelReason;
    private @Nullable String code;
    private @Nullable String sentence;

    @Embedded
    private @Nullable ProcessInstance process;

    private boolean holdsDevice;
    private boolean holdsFile;

    @Embedded
    private @Nullable AwaitedBoot awaited;

    private long bytesSent;

    @Version
    // why an object: Spring Data persists what has none, and would first look for what has a number.
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    Operation() {}

    Operation(OperationKind kind, Requester requester, Instant requestedAt) {
        this.id = UUID.randomUUID();
        this.kind = kind;
        this.requestedBy = requester.actor().name();
        this.authentication = requester.actor().authentication();
        this.address = requester.actor().address();
        this.reason = requester.reason();
        this.requestedAt = requestedAt;
    }

    /** The first instance that claims the operation carries it out; any other is superseded. */
    boolean claimedBy(ProcessInstance instance) {
        if (process == null && !state.isFinal()) {
            process = instance;
        }
        // why the key alone: an instance may have been moved to another version of the process.
        return process != null && process.key() == instance.key();
    }

    /** Begins, or begins again after the wait for its user. */
    void run(Instant now) {
        if (state != OperationState.RUNNING) {
            become(OperationState.RUNNING);
        }
        startedAt = startedAt == null ? now : startedAt;
        holdsDevice = deviceId() != null;
        holdsFile = newImage() != null;
    }

    /** Whether it has all that {@link #run} takes. */
    boolean holdsAll() {
        return holdsDevice == (deviceId() != null) && holdsFile == (newImage() != null);
    }

    void releaseDevice() {
        holdsDevice = false;
    }

    void conclude(Outcome outcome, @Nullable String code, @Nullable String sentence, Instant now) {
        become(OperationState.valueOf(outcome.name()));
        this.code = code;
        this.sentence = sentence;
        end(now);
    }

    void cancel(String why) {
        become(OperationState.CANCELLING);
        cancelReason = why;
        stopWaiting();
    }

    void cancelled(Instant now) {
        become(OperationState.CANCELLED);
        end(now);
    }

    private void end(Instant now) {
        endedAt = now;
        holdsDevice = false;
        holdsFile = false;
        stopWaiting();
    }

    void become(OperationState next) {
        if (!state.mayBecome(next)) {
            throw new Conflict("Operation %s is %s and cannot become %s.".formatted(id, state, next));
        }
        state = next;
    }

    /**
     * From now on a contact of the device that fits moves the process on.
     *
     * @param environment null for any
     * @param bootIdBefore the boot that does not count, because it was there before; null when any contact counts
     */
    public void await(BootWait wait, @Nullable String environment, @Nullable String bootIdBefore) {
        awaited = new AwaitedBoot(wait.correlationKey(id), environment, bootIdBefore);
    }

    public boolean awaits(BootWait wait) {
        return wait.correlationKey(id).equals(awaitedKey());
    }

    boolean isSatisfiedBy(String environment, String bootId) {
        return awaited != null && awaited.isSatisfiedBy(environment, bootId);
    }

    void stopWaiting() {
        awaited = null;
    }

    void assignGateway(String gateway) {
        this.gateway = gateway;
    }

    /** Whether there is anything left to do. */
    public boolean isUnderWay() {
        return !state.isFinal() && state != OperationState.CANCELLING;
    }

    /** What was sent over the network, in either direction. */
    public void countSent(long bytes) {
        bytesSent += bytes;
    }

    /** The image that came of it is in the inventory. */
    public void recordImage(UUID imageId, String manifestDigest) {
        // why: what an operation leaves that ended without an image is cleared away, the file too.
        if (!imageId.equals(this.imageId) && !isUnderWay()) {
            throw new IllegalStateException("Operation %s has ended: its image is not registered.".formatted(id));
        }
        this.imageId = imageId;
        this.imageDigest = manifestDigest;
    }

    void recordDigest(String manifestDigest) {
        imageDigest = manifestDigest;
    }

    /** What its process starts with, apart from what every process does. */
    Map<String, Object> startVariables() {
        return Map.of();
    }

    public UUID id() {
        return id;
    }

    public OperationKind kind() {
        return kind;
    }

    public OperationState state() {
        return state;
    }

    /** Null where it needs none. */
    public @Nullable UUID deviceId() {
        return null;
    }

    /** The disk that is read or written; null while that is not decided, and where there is none. */
    public @Nullable ChosenDisk disk() {
        return null;
    }

    /** The inventory entry that is to be made; null where none is. */
    public @Nullable NewImage newImage() {
        return null;
    }

    /** The image that is applied, or was made; null while it is not made, and when it has left the inventory. */
    public @Nullable UUID imageId() {
        return imageId;
    }

    /** The digest of the manifest: of the image to be applied, or of what was captured. */
    public @Nullable String imageDigest() {
        return imageDigest;
    }

    public @Nullable String gateway() {
        return gateway;
    }

    public Requester requester() {
        return new Requester(new Actor(requestedBy, authentication, address), reason);
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    public @Nullable Instant startedAt() {
        return startedAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    public @Nullable String cancelReason() {
        return cancelReason;
    }

    public @Nullable String code() {
        return code;
    }

    public @Nullable String sentence() {
        return sentence;
    }

    /** Null until its process has begun. */
    public @Nullable ProcessInstance process() {
        return process;
    }

    @Nullable
    String awaitedKey() {
        return awaited == null ? null : awaited.key();
    }

    /** Over the network, in either direction. */
    public long bytesSent() {
        return bytesSent;
    }
}
