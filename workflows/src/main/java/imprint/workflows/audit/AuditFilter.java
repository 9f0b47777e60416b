package imprint.workflows.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to list; a part that is null lets every entry pass.
 *
 * @param subjectId what was acted on
 * @param deviceId the device that was acted on, itself or by an operation of it
 * @param actor name of who acted
 */
public record AuditFilter(
        @Nullable String subjectId,
        @Nullable UUID deviceId,
        @Nullable String actor) {}
