package imprint.workflows.person;

/** What a person may do. */
public enum Role {
    /** Everything. */
    ADMINISTRATOR,
    /** Starts, cancels and retries operations; sees everything. */
    OPERATOR,
    /** Sees everything, changes nothing. */
    AUDITOR
}
