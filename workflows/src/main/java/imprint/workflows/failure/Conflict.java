package imprint.workflows.failure;

/** What was asked for does not fit the state that things are in. */
public final class Conflict extends RuntimeException {

    public Conflict(String sentence) {
        super(sentence);
    }
}
