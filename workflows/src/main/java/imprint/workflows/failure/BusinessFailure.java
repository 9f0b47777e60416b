package imprint.workflows.failure;

import imprint.bpmn.ErrorCode;

/** Ends an operation, because trying again would not help; the sentence says what is wrong and how to mend it. */
public final class BusinessFailure extends RuntimeException {

    private final ErrorCode code;

    public BusinessFailure(ErrorCode code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
