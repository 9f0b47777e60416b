package imprint.workflows.failure;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.Variables;
import java.util.Map;

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

    /** What goes with the BPMN error, for the conclusion of the process. */
    public Map<String, Object> variables() {
        return Map.of(Variables.CODE, code.name(), Variables.SENTENCE, sentence());
    }
}
