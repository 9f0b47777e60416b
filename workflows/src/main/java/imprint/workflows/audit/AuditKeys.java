package imprint.workflows.audit;

import java.util.List;

/** Kept outside the database: who can write there can still make no entry that holds. */
public interface AuditKeys {

    /** The first is the one for new entries; there is always one. */
    List<AuditKey> all();
}
