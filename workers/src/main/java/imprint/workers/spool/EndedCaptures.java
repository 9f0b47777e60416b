package imprint.workers.spool;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** The captures that ended last: a device that has not heard of it must not begin them anew. */
final class EndedCaptures {

    // why: enough to outlive the tokens of those devices, which last for minutes.
    private static final int KEPT = 10_000;

    private final Set<UUID> operations = new LinkedHashSet<>();

    boolean contains(UUID operationId) {
        return operations.contains(operationId);
    }

    void add(UUID operationId) {
        operations.add(operationId);
        if (operations.size() > KEPT) {
            operations.remove(operations.iterator().next());
        }
    }
}
