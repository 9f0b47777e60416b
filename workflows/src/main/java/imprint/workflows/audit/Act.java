package imprint.workflows.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, or refused.
 *
 * @param act past tense, as in {@code "operation cancelled"}
 * @param details never a secret
 */
public record Act(
        Actor actor,
        String act,
        String subjectKind,
        String subjectId,
        @Nullable String reason,
        String outcome,
        Map<String, String> details) {

    public static Act done(Actor actor, String act, String subjectKind, Object subjectId) {
        return new Act(actor, act, subjectKind, subjectId.toString(), null, "done", Map.of());
    }

    public static Act refused(Actor actor, String act, String subjectKind, Object subjectId, String why) {
        return new Act(actor, act, subjectKind, subjectId.toString(), why, "refused", Map.of());
    }

    public Act because(@Nullable String reason) {
        return new Act(actor, act, subjectKind, subjectId, reason, outcome, details);
    }

    public Act with(Map<String, String> details) {
        return new Act(actor, act, subjectKind, subjectId, reason, outcome, details);
    }
}
