package imprint.app.operation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of an operation's process; one that was entered twice is there twice.
 *
 * @param id of the element in the diagram
 * @param name as the diagram says it
 * @param state of the element: ACTIVATED while it is at work, COMPLETED, TERMINATED
 * @param incident what an administrator has to mend before the step is tried again; null when there is nothing
 */
record Step(
        String id,
        String name,
        String type,
        String state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<Attempt> attempts,
        @Nullable String incident) {

    /**
     * Each time that the step was handed to a worker, or a device.
     *
     * @param outcome null while it runs
     * @param retriesLeft after it
     * @param retryAt end of the wait before the next
     */
    record Attempt(
            @Nullable String worker,
            @Nullable String outcome,
            @Nullable Integer retriesLeft,
            @Nullable Instant retryAt,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}
}
