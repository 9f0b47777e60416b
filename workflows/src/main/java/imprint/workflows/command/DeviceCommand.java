package imprint.workflows.command;

import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Report;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;

/** What a device is told to do, and how far that has come; the row outlives attempts, restarts and incidents. */
@Entity
@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
@DiscriminatorColumn(name = "purpose")
abstract class DeviceCommand {

    @Id
    private UUID id;

    private UUID operationId;
    private UUID deviceId;

    @Enumerated(EnumType.STRING)
    private CommandKind kind;

    @Enumerated(EnumType.STRING)
    private @Nullable Environment rebootInto;

    private int attempt = 1;

    @Enumerated(EnumType.STRING)
    private CommandState state = CommandState.WAITING;

    // the boot that was told to make way for another; null when it said that it stays
    private @Nullable String leavingBootId;
    private Instant createdAt;
    private @Nullable Instant givenAt;
    // it moves often, and changes nothing of what may follow
    @OptimisticLock(excluded = true)
    private Instant lastProgressAt;

    @Version
    // why an object: Spring Data persists what has none, and would first look for what has a number.
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    protected DeviceCommand() {}

    DeviceCommand(UUID operationId, UUID deviceId, CommandKind kind, @Nullable Environment rebootInto, Instant now) {
        this.id = UUID.randomUUID();
        this.operationId = operationId;
        this.deviceId = deviceId;
        this.kind = kind;
        this.rebootInto = rebootInto;
        this.createdAt = now;
        this.lastProgressAt = now;
    }

    final void become(CommandState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("A device command that is %s cannot become %s.".formatted(state, next));
        }
        state = next;
    }

    /** Another attempt, in this state. */
    final void tryAgain(CommandState next, Instant now) {
        become(next);
        attempt++;
        lastProgressAt = now;
    }

    void give(String bootId, Instant now) {
        if (state == CommandState.WAITING) {
            lastProgressAt = now;
        }
        become(CommandState.GIVEN);
        givenAt = now;
        if (kind == CommandKind.REBOOT) {
            leavingBootId = bootId;
        }
    }

    final void gotFurther(Instant now) {
        lastProgressAt = now;
    }

    /** The device says that it has nothing in hand. */
    void forgotten() {
        switch (state) {
            case REPLACING -> become(CommandState.WAITING);
            case GIVEN -> become(CommandState.FORGOTTEN);
            case STOPPING -> become(CommandState.STOPPED);
            case GIVEN_UP -> become(CommandState.FAILED);
            case WAITING, FORGOTTEN, SUCCEEDED, FAILED, REFUSED, STOPPED -> {}
        }
    }

    /** Of an attempt that has failed only the success is still welcome; all else is told already. */
    boolean isWelcome(Report report) {
        return state.isOpen()
                || report instanceof Report.Succeeded
                        && (state == CommandState.GIVEN_UP || state == CommandState.FAILED);
    }

    void reported(Report report) {
        become(
                switch (report) {
                    case Report.Succeeded _ -> CommandState.SUCCEEDED;
                    // why: whoever names a reason knows that another try would not help; without one it may pass.
                    case Report.Failed failed -> failed.code() == null ? CommandState.FAILED : CommandState.REFUSED;
                    case Report.Stopped _ -> CommandState.STOPPED;
                });
        staysUnlessDone(report);
    }

    /** What the device says of it now changes nothing but that it is free. */
    void reportedTooLate(Report report) {
        forgotten();
        staysUnlessDone(report);
    }

    private void staysUnlessDone(Report report) {
        if (!(report instanceof Report.Succeeded)) {
            leavingBootId = null;
        }
    }

    /**
     * Calls off what is open, and what the device may be at although its attempt has failed.
     *
     * @param canBeTold whether the device is heard, so that it is waited for
     */
    void callOff(boolean canBeTold, Instant now) {
        switch (state) {
            case WAITING, FORGOTTEN -> become(CommandState.STOPPED);
            case REPLACING, GIVEN, GIVEN_UP -> {
                if (canBeTold) {
                    become(CommandState.STOPPING);
                    // why: it has as long to confirm the stop as it may be silent at work.
                    lastProgressAt = now;
                } else if (state != CommandState.GIVEN_UP) {
                    become(CommandState.GIVEN_UP);
                }
            }
            case STOPPING, SUCCEEDED, FAILED, REFUSED, STOPPED -> {}
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

    int attempt() {
        return attempt;
    }

    CommandState state() {
        return state;
    }

    Instant lastProgressAt() {
        return lastProgressAt;
    }
}
