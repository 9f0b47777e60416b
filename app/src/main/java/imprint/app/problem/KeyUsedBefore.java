package imprint.app.problem;

/** A key that stands for one request came with another. */
public final class KeyUsedBefore extends RuntimeException {

    private final String header;

    public KeyUsedBefore(String header) {
        super("This key came with another request before: give every request a key of its own.");
        this.header = header;
    }

    String header() {
        return header;
    }
}
