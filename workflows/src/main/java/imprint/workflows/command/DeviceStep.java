package imprint.workflows.command;

import imprint.bpmn.ErrorCode;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Progress;
import imprint.imaging.protocol.Report;
import imprint.workflows.device.DiskCondition;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;

/** One step of an operation that an agent carries out, for which a job of the engine waits. */
@Entity
@DiscriminatorValue("STEP")
class DeviceStep extends DeviceCommand {

    private static final Duration PROGRESS_NOTED_EVERY = Duration.ofSeconds(3);

    private long elementInstanceKey;
    private long jobKey;
    private int jobRetries;

    // what the disk held when this attempt at a write was given
    private boolean wasWhole;
    private @Nullable UUID imageBefore;
    private @Nullable String code;
    private @Nullable String sentence;
    private @Nullable String manifestDigest;
    // what the device told last of how far it has come
    @OptimisticLock(excluded = true)
    private long toldDone = -1;

    @OptimisticLock(excluded = true)
    private long toldSent = -1;

    protected DeviceStep() {}

    DeviceStep(StepJob job, UUID deviceId, CommandKind kind, @Nullable Environment rebootInto, Instant now) {
        super(job.operationId(), deviceId, kind, rebootInto, now);
        this.elementInstanceKey = job.elementInstanceKey();
        this.jobKey = job.jobKey();
        this.jobRetries = job.retries();
    }

    /** The engine offers the job again: after a failure this is a new attempt, after a mere hand-over it is not. */
    void offered(StepJob job, Instant now) {
        jobKey = job.jobKey();
        jobRetries = job.retries();
        switch (state()) {
            case FAILED, STOPPED -> tryAgain(CommandState.WAITING, now);
            case GIVEN_UP -> tryAgain(CommandState.REPLACING, now);
            case WAITING, REPLACING, GIVEN, FORGOTTEN, STOPPING, SUCCEEDED, REFUSED -> {}
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
                || !lastProgressAt().plus(PROGRESS_NOTED_EVERY).isAfter(now);
        if (!isNews || !isDue) {
            return false;
        }
        toldDone = told.bytesDone();
        toldSent = told.bytesSent();
        gotFurther(now);
        return true;
    }

    /** The attempt is given up; the device may be at it all the same. */
    void silent() {
        become(state().isInHand() ? CommandState.GIVEN_UP : CommandState.FAILED);
    }

    /** Whether the device was not told yet to boot into this environment. */
    boolean isYetToBootInto(Environment environment) {
        return state() == CommandState.WAITING && rebootInto() == environment;
    }

    /** The device is where it was to boot into before it was told to: on another's order, or its user's. */
    void arrived() {
        become(CommandState.SUCCEEDED);
    }

    @Override
    void reported(Report report) {
        super.reported(report);
        if (report instanceof Report.Succeeded it) {
            manifestDigest = it.manifestDigest();
        } else if (report instanceof Report.Failed it) {
            code = it.code() == null || isModelled(it.code()) ? it.code() : ErrorCode.COMMAND_REFUSED.name();
            sentence = it.sentence();
        }
    }

    private static boolean isModelled(String code) {
        return Arrays.stream(ErrorCode.values()).anyMatch(known -> known.name().equals(code));
    }

    void refused(ErrorCode why, String sentence) {
        become(CommandState.REFUSED);
        code = why.name();
        this.sentence = sentence;
    }

    /** The job that waits for the device. */
    long jobKey() {
        return jobKey;
    }

    int jobRetries() {
        return jobRetries;
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
}
