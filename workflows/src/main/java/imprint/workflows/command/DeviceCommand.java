package imprint.workflows.command;

import imprint.bpmn.ErrorCode;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Progress;
import imprint.imaging.protocol.Report;
import imprint.workflows.device.DiskCondition;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;

/** One step of an operation that an agent carries out; the row outlives attempts, restarts and incidents. */
@Entity
class DeviceCommand {

    private static final Duration PROGRESS_NOTED_EVERY = Duration.ofSeconds(3);

    @Id
    private UUID id;

    private UUID operationId;
    private long elementInstanceKey;
    private UUID deviceId;

    @Enumerated(EnumType.STRING)
    private CommandKind kind;

    @Enumerated(EnumType.STRING)
    private @Nullable Environment environment;

    @Enumerated(EnumType.STRING)
    private @Nullable Environment rebootInto;

    private @Nullable Long jobKey;
    private int jobRetries;
    private int attempt = 1;

    @Enumerated(EnumType.STRING)
    private CommandState state = CommandState.WAITING;

    // whether the device may still be at it: it was given, and neither its report nor its loss was heard
    private boolean inHand;
    private boolean stopRequested;
    // the boot that was told to make way for another; null when it said that it stays
    private @Nullable String leavingBootId;
    // what the disk held when this attempt at a write was given
    private boolean wasWhole;
    private @Nullable UUID imageBefore;
    private @Nullable String code;
    private @Nullable String sentence;
    private @Nullable String manifestDigest;
    private @Nullable Long chunks;
    private @Nullable Long zeroChunks;
    private @Nullable Long skippedChunks;
    private @Nullable Long sentChunks;
    private @Nullable Long sentBytes;
    private Instant createdAt;
    private @Nullable Instant givenAt;
    private @Nullable Instant endedAt;
    // what the device told last of how far it has come; it moves often, and changes nothing of what may follow
    @OptimisticLock(excluded = true)
    private long toldDone = -1;

    @OptimisticLock(excluded = true)
    private long toldSent = -1;

    @OptimisticLock(excluded = true)
    private Instant lastProgressAt;

    @Version
    // why an object: Spring Data persists what has none, and would first look for what has a number.
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    protected DeviceCommand() {}

    DeviceCommand(StepJob job, UUID deviceId, CommandKind kind, @Nullable Environment rebootInto, Instant now) {
        this.id = UUID.randomUUID();
        this.operationId = job.operationId();
        this.elementInstanceKey = job.elementInstanceKey();
        this.jobKey = job.jobKey();
        this.jobRetries = job.retries();
        this.deviceId = deviceId;
        this.kind = kind;
        this.environment = kind.environment();
        this.rebootInto = rebootInto;
        this.createdAt = now;
        this.lastProgressAt = now;
    }

    /**
     * Sends a device home whose operation has ended, or calls one back that its operation wants in the imaging
     * environment; no process waits for it.
     *
     * @param number of those that the operation has had before
     */
    static DeviceCommand unbidden(UUID operationId, int number, UUID deviceId, Environment into, Instant now) {
        var command = new DeviceCommand();
        command.id = UUID.randomUUID();
        command.operationId = operationId;
        // why: engine keys are positive, and each command of an operation has one of its own.
        command.elementInstanceKey = -number;
        command.deviceId = deviceId;
        command.kind = CommandKind.REBOOT;
        command.rebootInto = into;
        command.createdAt = now;
        command.lastProgressAt = now;
        return command;
    }

    /** The engine offers the job again: after a failure this is a new attempt, after a mere hand-over it is not. */
    void offered(StepJob job, Instant now) {
        jobKey = job.jobKey();
        jobRetries = job.retries();
        if (state == CommandState.FAILED || state == CommandState.STOPPED) {
            state = CommandState.WAITING;
            attempt++;
            endedAt = null;
            sentence = null;
            lastProgressAt = now;
        }
    }

    void give(String bootId, Instant now) {
        inHand = true;
        givenAt = now;
        if (kind == CommandKind.REBOOT) {
            leavingBootId = bootId;
        }
        if (state == CommandState.WAITING) {
            state = CommandState.GIVEN;
            lastProgressAt = now;
        }
    }

    /** The device is about to write to a disk in this condition. */
    void overwrites(DiskCondition condition, @Nullable UUID imageId) {
        wasWhole = condition == DiskCondition.WHOLE;
        imageBefore = imageId;
    }

    /** Whether the device tells anything new of it that is to be noted. */
    boolean progressed(Progress told, Instant now) {
        var isNews = told.bytesDone() != toldDone || told.bytesSent() != toldSent;
        // why seldom: a device at work tells it every second, and few of them have somebody who looks.
        var isDue = toldDone < 0
                || told.bytesDone() == told.bytesTotal()
                || !lastProgressAt.plus(PROGRESS_NOTED_EVERY).isAfter(now);
        if (!isNews || !isDue) {
            return false;
        }
        toldDone = told.bytesDone();
        toldSent = told.bytesSent();
        lastProgressAt = now;
        return true;
    }

    /** The attempt is given up; the device may be at it all the same. */
    void silent(String why, Instant now) {
        state = CommandState.FAILED;
        sentence = why;
        endedAt = now;
    }

    /** The device says itself that it is at nothing. */
    void forgotten(Instant now) {
        inHand = false;
        if (stopRequested && state.isOpen()) {
            stopped(now);
        }
    }

    /** The device is where it was to boot into before it was told to: on another's order, or its user's. */
    void arrived(Instant now) {
        state = CommandState.SUCCEEDED;
        endedAt = now;
    }

    /** The attempt was given up; what the device says of it now changes nothing but that it is free. */
    void reportedTooLate(Report report) {
        inHand = false;
        staysUnlessDone(report);
    }

    private void staysUnlessDone(Report report) {
        if (!(report instanceof Report.Succeeded)) {
            leavingBootId = null;
        }
    }

    void reported(Report report, Instant now) {
        inHand = false;
        staysUnlessDone(report);
        endedAt = now;
        switch (report) {
            case Report.Succeeded it -> {
                state = CommandState.SUCCEEDED;
                manifestDigest = it.manifestDigest();
                if (it.counts() != null) {
                    count(it.counts());
                }
            }
            case Report.Failed it -> {
                // why: whoever names a reason knows that another try would not help; without one it may pass.
                state = it.code() == null ? CommandState.FAILED : CommandState.REFUSED;
                code = it.code() == null || isModelled(it.code()) ? it.code() : ErrorCode.COMMAND_REFUSED.name();
                sentence = it.sentence();
            }
            case Report.Stopped _ -> state = CommandState.STOPPED;
        }
    }

    private static boolean isModelled(String code) {
        return Arrays.stream(ErrorCode.values()).anyMatch(known -> known.name().equals(code));
    }

    private void count(Report.Counts counts) {
        chunks = counts.chunks();
        zeroChunks = counts.zeroChunks();
        skippedChunks = counts.skippedChunks();
        sentChunks = counts.sentChunks();
        sentBytes = counts.sentBytes();
    }

    void refused(ErrorCode why, String sentence, Instant now) {
        state = CommandState.REFUSED;
        code = why.name();
        this.sentence = sentence;
        endedAt = now;
    }

    private void stopped(Instant now) {
        state = CommandState.STOPPED;
        endedAt = now;
    }

    /**
     * Calls off what is open, and what the device may be at although its attempt has failed.
     *
     * @param canBeTold whether the device is heard, so that it is waited for
     */
    void requestStop(boolean canBeTold, Instant now) {
        if (stopRequested) {
            return;
        }
        stopRequested = true;
        if (inHand && canBeTold) {
            state = CommandState.GIVEN;
            endedAt = null;
            // why: it has as long to confirm the stop as it may be silent at work.
            lastProgressAt = now;
        } else if (state.isOpen()) {
            stopped(now);
        }
    }

    UUID id() {
        return id;
    }

    UUID operationId() {
        return operationId;
    }

    UUID deviceId() {
        return deviceId;
    }

    CommandKind kind() {
        return kind;
    }

    @Nullable
    Environment rebootInto() {
        return rebootInto;
    }

    /** Whether no process waits for it. */
    boolean isUnbidden() {
        return jobKey == null;
    }

    /** Whether the device is sent home from an operation that has ended. */
    boolean isHomeward() {
        return isUnbidden() && rebootInto == Environment.OWN_DISK;
    }

    /** Whether a process waits for a boot into this environment that was not ordered yet. */
    boolean isYetToBootInto(Environment environment) {
        return !isUnbidden() && state == CommandState.WAITING && !stopRequested && rebootInto == environment;
    }

    /** The job that waits for the device; null when no process does. */
    @Nullable
    Long jobKey() {
        return jobKey;
    }

    int jobRetries() {
        return jobRetries;
    }

    int attempt() {
        return attempt;
    }

    CommandState state() {
        return state;
    }

    boolean isInHand() {
        return inHand;
    }

    boolean isStopRequested() {
        return stopRequested;
    }

    boolean wasWhole() {
        return wasWhole;
    }

    @Nullable
    UUID imageBefore() {
        return imageBefore;
    }

    @Nullable
    String code() {
        return code;
    }

    @Nullable
    String sentence() {
        return sentence;
    }

    @Nullable
    String manifestDigest() {
        return manifestDigest;
    }

    @Nullable
    Long chunks() {
        return chunks;
    }

    @Nullable
    Long zeroChunks() {
        return zeroChunks;
    }

    @Nullable
    Long skippedChunks() {
        return skippedChunks;
    }

    @Nullable
    Long sentChunks() {
        return sentChunks;
    }

    @Nullable
    Long sentBytes() {
        return sentBytes;
    }

    Instant lastProgressAt() {
        return lastProgressAt;
    }
}
