package imprint.workflows.failure;

/** What was asked for cannot be done as it was said: names the field, and the remedy. */
public final class InvalidInput extends RuntimeException {

    private final String field;

    public InvalidInput(String field, String sentence) {
        super(sentence);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
