package imprint.bpmn;

/** How an operation ends; the value of {@link Variables#OUTCOME}. */
public enum Outcome {
    SUCCEEDED,
    /** The image was written and verified, but it has no agent that could be heard from it. */
    WRITTEN_BOOT_UNPROVEN,
    /** Refused before anything was changed. */
    REJECTED,
    FAILED
}
