package imprint.workflows.operation;

import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which operations to list; a part that is null lets every operation pass.
 *
 * @param open true for those that have not ended, false for those that have
 * @param processInstances keys of which one must be the operation's
 */
public record OperationFilter(
        @Nullable OperationKind kind,
        @Nullable OperationState state,
        @Nullable UUID deviceId,
        @Nullable UUID imageId,
        @Nullable Boolean open,
        @Nullable Set<Long> processInstances) {

    Specification<Operation> asSpecification() {
        var parts = new ArrayList<Specification<Operation>>();
        equal(parts, "kind", kind);
        equal(parts, "state", state);
        if (deviceId != null) {
            parts.add((root, query, builder) ->
                    builder.equal(builder.treat(root, DeviceOperation.class).get("deviceId"), deviceId));
        }
        equal(parts, "imageId", imageId);
        if (open != null) {
            parts.add((root, query, builder) ->
                    open ? builder.isNull(root.get("endedAt")) : builder.isNotNull(root.get("endedAt")));
        }
        if (processInstances != null) {
            parts.add((root, query, builder) -> root.get("process").get("key").in(processInstances));
        }
        return Specification.allOf(parts);
    }

    private static void equal(ArrayList<Specification<Operation>> parts, String field, @Nullable Object value) {
        if (value != null) {
            parts.add((root, query, builder) -> builder.equal(root.get(field), value));
        }
    }
}
