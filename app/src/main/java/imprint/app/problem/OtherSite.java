package imprint.app.problem;

/** A request that a page of another site has a browser send, or that is meant for another host. */
public final class OtherSite extends RuntimeException {

    public OtherSite(String sentence) {
        super(sentence);
    }
}
