package imprint.bpmn;

import java.util.List;

/** The resources to deploy, all in one deployment, as names on the class path. */
public final class Diagrams {

    /** Raised with each release that changes a diagram or a decision: an older one is never deployed over a newer one. */
    public static final int REVISION = 1;

    public static final List<String> RESOURCES = List.of(
            "bpmn/clone-disk-image.bpmn",
            "bpmn/add-disk-image.bpmn",
            "bpmn/apply-disk-image.bpmn",
            "dmn/digest-to-check.dmn");

    private Diagrams() {}
}
