package imprint.workflows.operation;

import imprint.bpmn.Outcome;
import imprint.workflows.failure.Conflict;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One requested clone, add or apply; one process instance carries it out. */
@Entity
public class Operation {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private OperationKind kind;

    @Enumerated(EnumType.STRING)
    private OperationState state = OperationState.REQUESTED;

    private @Nullable UUID deviceId;
    private @Nullable UUID imageId;
    private @Nullable UUID locationId;
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable String fileName;

    @Embedded
    private ImageTraits traits = ImageTraits.UNKNOWN;

    @Embedded
    private @Nullable ExpectedDigests expected;

    private boolean rawData;
    private boolean rebootOnSuccess = true;
    private @Nullable String targetDiskSerial;
    private @Nullable Long targetDiskBytes;
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

    private @Nullable Long processInstanceKey;
    private @Nullable Integer processVersion;
    private boolean holdsDevice;
    private boolean holdsFile;
    private @Nullable String code;
    private @Nullable String sentence;

    @Embedded
    private @Nullable AwaitedBoot awaited;

    private long bytesSent;

    private @Nullable UUID rolloutId;
    private @Nullable Integer wave;
    private @Nullable Instant notBefore;
    private @Nullable Instant mustEndBy;

    @Version
    // why an object: Spring Data persists what has none, and would first look for what has a number.
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    protected Operation() {}

    private Operation(OperationKind kind, Requester requester, Instant requestedAt) {
        this.id = UUID.randomUUID();
        this.kind = kind;
        this.requestedBy = requester.actor().name();
        this.authentication = requester.actor().authentication();
        this.address = requester.actor().address();
        this.reason = requester.reason();
        this.requestedAt = requestedAt;
    }

    public static Operation cloneOf(UUID deviceId, NewImage image, Requester requester, Instant requestedAt) {
        var operation = new Operation(OperationKind.CLONE, requester, requestedAt);
        operation.deviceId = deviceId;
        operation.makes(image);
        return operation;
    }

    /** @param rawData whether the file may hold a disk without a boot record, too */
    public static Operation addOf(
            NewImage image, ExpectedDigests expected, boolean rawData, Requester requester, Instant requestedAt) {
        var operation = new Operation(OperationKind.ADD, requester, requestedAt);
        operation.makes(image);
        operation.expected = expected;
        operation.rawData = rawData;
        return operation;
    }

    public static Operation applyOf(
            UUID imageId,
            String imageDigest,
            UUID deviceId,
            boolean rebootOnSuccess,
            Requester requester,
            Instant requestedAt) {
        var operation = new Operation(OperationKind.APPLY, requester, requestedAt);
        operation.imageId = imageId;
        operation.imageDigest = imageDigest;
        operation.deviceId = deviceId;
        operation.rebootOnSuccess = rebootOnSuccess;
        return operation;
    }

    private void makes(NewImage image) {
        this.name = image.name();
        this.description = image.description();
        this.fileName = image.fileName().toString();
        this.locationId = image.locationId();
        this.traits = image.traits();
    }

    /** The first instance that claims the operation carries it out; any other is superseded. */
    boolean claimedBy(long instanceKey, int bpmnVersion) {
        if (processInstanceKey == null && !state.isFinal()) {
            processInstanceKey = instanceKey;
            processVersion = bpmnVersion;
        }
        return processInstanceKey != null && processInstanceKey == instanceKey;
    }

    /** Begins, or begins again after the wait for its user. */
    void run(Instant now) {
        if (state != OperationState.RUNNING) {
            become(OperationState.RUNNING);
        }
        startedAt = startedAt == null ? now : startedAt;
        holdsDevice = usesDevice();
        holdsFile = makesFile();
    }

    /** Whether it has all that {@link #run} takes. */
    boolean holdsAll() {
        return holdsDevice == usesDevice() && holdsFile == makesFile();
    }

    private boolean usesDevice() {
        return deviceId != null;
    }

    boolean makesFile() {
        return kind != OperationKind.APPLY;
    }

    void leaveToItsUser() {
        if (state != OperationState.AWAITING_REBOOT) {
            become(OperationState.AWAITING_REBOOT);
        }
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

    private void become(OperationState next) {
        if (!state.mayBecome(next)) {
            throw new Conflict("Operation %s is %s and cannot become %s.".formatted(id, state, next));
        }
        state = next;
    }

    void await(AwaitedBoot boot) {
        awaited = boot;
    }

    boolean isSatisfiedBy(String environment, String bootId) {
        return awaited != null && awaited.isSatisfiedBy(environment, bootId);
    }

    void stopWaiting() {
        awaited = null;
    }

    void target(@Nullable String serial, long bytes) {
        targetDiskSerial = serial;
        targetDiskBytes = bytes;
    }

    /** The name that the file has at its location, where that is written otherwise than it was typed. */
    void reads(String fileName) {
        this.fileName = fileName;
    }

    void through(String gateway) {
        this.gateway = gateway;
    }

    void made(UUID imageId, String digest) {
        // why: what an operation leaves that ended without an image is cleared away, the file too.
        if (!imageId.equals(this.imageId) && (state.isFinal() || state == OperationState.CANCELLING)) {
            throw new IllegalStateException("Operation %s has ended: its image is not registered.".formatted(id));
        }
        this.imageId = imageId;
        this.imageDigest = digest;
    }

    void captured(String digest) {
        this.imageDigest = digest;
    }

    void sent(long bytes) {
        this.bytesSent += bytes;
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

    public @Nullable UUID deviceId() {
        return deviceId;
    }

    public @Nullable UUID imageId() {
        return imageId;
    }

    public @Nullable UUID locationId() {
        return locationId;
    }

    public @Nullable String name() {
        return name;
    }

    public @Nullable String description() {
        return description;
    }

    public @Nullable String fileName() {
        return fileName;
    }

    public ImageTraits traits() {
        return traits;
    }

    public ExpectedDigests expected() {
        return Objects.requireNonNullElse(expected, ExpectedDigests.NONE);
    }

    public boolean rawData() {
        return rawData;
    }

    public boolean rebootOnSuccess() {
        return rebootOnSuccess;
    }

    public @Nullable String targetDiskSerial() {
        return targetDiskSerial;
    }

    public @Nullable Long targetDiskBytes() {
        return targetDiskBytes;
    }

    /** The digest of the manifest: of the image to be applied, or of what was captured. */
    public @Nullable String imageDigest() {
        return imageDigest;
    }

    public @Nullable String gateway() {
        return gateway;
    }

    public String requestedBy() {
        return requestedBy;
    }

    public String authentication() {
        return authentication;
    }

    public String address() {
        return address;
    }

    public @Nullable String reason() {
        return reason;
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

    public @Nullable Long processInstanceKey() {
        return processInstanceKey;
    }

    public @Nullable Integer processVersion() {
        return processVersion;
    }

    public @Nullable String code() {
        return code;
    }

    public @Nullable String sentence() {
        return sentence;
    }

    public @Nullable String awaitedKey() {
        return awaited == null ? null : awaited.key();
    }

    /** Over the network, in either direction. */
    public long bytesSent() {
        return bytesSent;
    }

    public @Nullable UUID rolloutId() {
        return rolloutId;
    }

    public @Nullable Integer wave() {
        return wave;
    }

    public @Nullable Instant notBefore() {
        return notBefore;
    }

    public @Nullable Instant mustEndBy() {
        return mustEndBy;
    }
}
