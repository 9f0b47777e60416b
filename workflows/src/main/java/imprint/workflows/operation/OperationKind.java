package imprint.workflows.operation;

import imprint.bpmn.Messages;

/** The three journeys. */
public enum OperationKind {
    CLONE(Messages.CLONE_REQUESTED),
    ADD(Messages.ADD_REQUESTED),
    APPLY(Messages.APPLY_REQUESTED);

    private final String startMessage;

    OperationKind(String startMessage) {
        this.startMessage = startMessage;
    }

    /** The message that starts the process of this journey. */
    public String startMessage() {
        return startMessage;
    }
}
