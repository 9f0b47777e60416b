package imprint.app.problem;

/** The same request came before, and has no answer yet. */
public final class StillUnderWay extends RuntimeException {

    public StillUnderWay() {
        super("The first request with this key is still being carried out: ask again for its answer.");
    }
}
