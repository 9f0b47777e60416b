package imprint.workflows.person;

/** What a person, or a token of theirs, may do; each may do what the next one may. */
public enum Role {
    /** Everything. */
    ADMINISTRATOR,
    /** Starts, cancels and retries operations; sees everything. */
    OPERATOR,
    /** Sees everything, changes nothing. */
    AUDITOR;

    /** Whichever of the two may do less. */
    public Role atMost(Role other) {
        return compareTo(other) > 0 ? this : other;
    }
}
