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

    private static final String REFUSED = "refused";

    public static Act done(Actor actor, String act, String subjectKind, Object subjectId) {
        return new Act(actor, act, subjectKind, subjectId.toString(), null, "done", Map.of());
    }

    public static Act refused(Actor actor, String act, String subjectKind, Object subjectId, String why) {
        return new Act(actor, act, subjectKind, subjectId.toString(), why, REFUSED, Map.of());
    }

    boolean isRefused() {
        return outcome.equals(REFUSED);
    }

    Act by(Actor another) {
        return new Act(another, act, subjectKind, subjectId, reason, outcome, details);
    }

    public Act because(@Nullable String reason) {
        return new Act(actor, act, subjectKind, subjectId, reason, outcome, details);
    }

    public Act with(Map<String, String> details) {
        return new Act(actor, act, subjectKind, subjectId, reason, outcome, details);
    }
}
