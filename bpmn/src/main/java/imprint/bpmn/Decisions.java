package imprint.bpmn;

/** The ids of the decision tables. */
public final class Decisions {

    /** Which digest of an image's file is checked when the file is staged; {@code null} when an input is missing. */
    public static final String DIGEST_TO_CHECK = "digest-to-check";

    private Decisions() {}
}
