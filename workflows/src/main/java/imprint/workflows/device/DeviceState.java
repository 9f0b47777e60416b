package imprint.workflows.device;

/** Whether a device belongs to the fleet. */
public enum DeviceState {
    /** Asked to enrol without the right to; waits for an administrator. */
    NEW,
    ENROLLED,
    /** Sent away by an administrator. */
    RETIRED
}
