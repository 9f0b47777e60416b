package imprint.agent.command;

import imprint.bpmn.ErrorCode;

/** A command cannot be carried out, and trying again would not help; the message tells a person what to do. */
public final class CommandFailed extends Exception {

    private final ErrorCode code;
    private final String sentence;

    public CommandFailed(ErrorCode code, String sentence) {
        super(sentence);
        this.code = code;
        this.sentence = sentence;
    }

    public ErrorCode code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }
}
