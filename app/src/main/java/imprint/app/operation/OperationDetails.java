package imprint.app.operation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation, how far it has come, and the steps of its process so far. */
record OperationDetails(
        @JsonUnwrapped OperationView operation, @Nullable ProgressView progress, List<Step> steps) {}
