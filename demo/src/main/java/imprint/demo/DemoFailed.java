package imprint.demo;

/** The demonstration cannot go on; the message is one sentence for the person who watches. */
final class DemoFailed extends RuntimeException {
    DemoFailed(String sentence) {
        super(sentence);
    }

    DemoFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
