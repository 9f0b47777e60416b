package imprint.workflows.device;

import imprint.imaging.protocol.ProblemCode;

/** An agent is turned away, with the code that tells it what to do next. */
public final class ContactRefused extends RuntimeException {

    private final ProblemCode code;

    public ContactRefused(ProblemCode code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public ProblemCode code() {
        return code;
    }
}
