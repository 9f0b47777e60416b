package imprint.embedded;

/** The system cannot start as it was asked to; the message is one sentence for the person who asked. */
public final class StartRefused extends RuntimeException {
    public StartRefused(String sentence) {
        super(sentence);
    }

    public StartRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
