package imprint.app.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import imprint.workflows.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/** One of both; the entries come first, in their order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportLine(@Nullable AuditEntry entry, @Nullable Checkpoint checkpoint) {

    static ExportLine of(AuditEntry entry) {
        return new ExportLine(entry, null);
    }

    static ExportLine of(Checkpoint checkpoint) {
        return new ExportLine(null, checkpoint);
    }
}
