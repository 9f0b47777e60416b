package imprint.workflows.failure;

/** There is no such thing. */
public final class NotFound extends RuntimeException {

    public NotFound(String what, Object id) {
        super("There is no %s %s.".formatted(what, id));
    }
}
