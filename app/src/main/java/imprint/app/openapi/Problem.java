package imprint.app.openapi;

import imprint.app.problem.FieldProblem;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every refusal looks like (RFC 9457).
 *
 * @param errors the fields to mend; left out where no field is to blame
 */
record Problem(
        @Nullable URI type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable List<FieldProblem> errors) {}
