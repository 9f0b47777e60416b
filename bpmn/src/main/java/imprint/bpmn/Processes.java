package imprint.bpmn;

/** The ids of the processes, one for each kind of operation. */
public final class Processes {

    public static final String CLONE = "clone-disk-image";
    public static final String ADD = "add-disk-image";
    public static final String APPLY = "apply-disk-image";

    private Processes() {}
}
