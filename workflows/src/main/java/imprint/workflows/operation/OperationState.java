package imprint.workflows.operation;

import java.util.EnumSet;
import java.util.Set;

/** Where an operation stands, and where it may go from there. */
public enum OperationState {
    /** Asked for; its process has not begun. */
    REQUESTED,
    /** Under way; holds its device. */
    RUNNING,
    /** The image is at the device's site; the device is its user's until someone reboots it. */
    AWAITING_REBOOT,
    /** Called off; the device is held until its agent has confirmed the stop. */
    CANCELLING,
    SUCCEEDED,
    /** Written and verified, of an image that has no agent to prove that it boots. */
    WRITTEN_BOOT_UNPROVEN,
    /** Refused before anything was touched. */
    REJECTED,
    FAILED,
    CANCELLED;

    private Set<OperationState> next() {
        return switch (this) {
            case REQUESTED -> EnumSet.of(RUNNING, REJECTED, FAILED, CANCELLING, CANCELLED);
            case RUNNING ->
                EnumSet.of(AWAITING_REBOOT, SUCCEEDED, WRITTEN_BOOT_UNPROVEN, REJECTED, FAILED, CANCELLING, CANCELLED);
            case AWAITING_REBOOT -> EnumSet.of(RUNNING, FAILED, CANCELLING, CANCELLED);
            case CANCELLING -> EnumSet.of(CANCELLED);
            case SUCCEEDED, WRITTEN_BOOT_UNPROVEN, REJECTED, FAILED, CANCELLED -> EnumSet.noneOf(OperationState.class);
        };
    }

    public boolean mayBecome(OperationState state) {
        return next().contains(state);
    }

    public boolean isFinal() {
        return next().isEmpty();
    }
}
