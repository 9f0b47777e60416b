package imprint.workflows.command;

import java.util.Map;

/** What has become of a device step when the engine offers its job. */
public sealed interface StepState {

    /** Of an operation that has ended, or is about to: nobody waits for its job, as the engine will hear. */
    StepState CALLED_OFF = new InHand();

    /** The device is to do it, or does it; its report will complete the job. */
    record InHand() implements StepState {}

    /** The device has done it already: the job is complete. */
    record Done(Map<String, Object> variables) implements StepState {}

    /** The device said that it cannot be done. */
    record Refused(String code, String sentence) implements StepState {}
}
