package imprint.workflows.storage;

/** A storage location does not do what it is asked for now; the message is a sentence for a person. */
public final class LocationUnavailable extends RuntimeException {

    public LocationUnavailable(String sentence) {
        super(sentence);
    }

    public LocationUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
