package imprint.app.start;

/** What a process takes part in. */
public enum Role {
    /** API, cockpit and the steps of the domain. */
    APP,
    /** The steps that move image files, at one site. */
    WORKER,
    /** Everything, in one process. */
    ALL
}
