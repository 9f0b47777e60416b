package imprint.app.operation;

import imprint.workflows.device.HostNames;
import imprint.workflows.image.ImageNames;
import imprint.workflows.operation.CurrentOperations;
import imprint.workflows.operation.CurrentOperations.Current;
import imprint.workflows.operation.Incidents;
import imprint.workflows.operation.OperationProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the state of all operations that are open, or have ended of late, in a few questions to the database. */
@Component
@Transactional(readOnly = true)
class OperationPulse {

    private static final Duration OF_LATE = Duration.ofMinutes(1);
    private static final Duration STILL_MOVING = Duration.ofHours(1);

    private final CurrentOperations operations;
    private final OperationProgress progress;
    private final Incidents incidents;
    private final HostNames hostNames;
    private final ImageNames imageNames;
    private final Clock clock;

    OperationPulse(
            CurrentOperations operations,
            OperationProgress progress,
            Incidents incidents,
            HostNames hostNames,
            ImageNames imageNames,
            Clock clock) {
        this.operations = operations;
        this.progress = progress;
        this.incidents = incidents;
        this.hostNames = hostNames;
        this.imageNames = imageNames;
        this.clock = clock;
    }

    /** @param watched operations of which somebody wants to know in any case */
    List<OperationEvent> take(Set<UUID> watched) {
        var now = clock.instant();
        var current = operations.openOrEndedSince(now.minus(OF_LATE), watched);
        var open = current.stream()
                .filter(operation -> !operation.state().isFinal())
                .toList();
        var moving = progress.of(all(open, Current::id), now.minus(STILL_MOVING));
        var waiting = incidents.among(all(open, Current::processInstanceKey));
        var hosts = hostNames.of(all(current, Current::deviceId));
        var images = imageNames.of(all(current, Current::imageId));
        return current.stream()
                .map(operation -> new OperationEvent(
                        operation.id(),
                        operation.kind(),
                        operation.state(),
                        operation.deviceId(),
                        hosts.get(operation.deviceId()),
                        operation.imageId(),
                        images.getOrDefault(operation.imageId(), operation.imageName()),
                        operation.code(),
                        operation.sentence(),
                        isWaiting(operation, waiting),
                        operation.state().isFinal() ? null : view(moving.get(operation.id()))))
                .toList();
    }

    private static <T> List<T> all(List<Current> operations, Function<Current, @Nullable T> part) {
        return operations.stream().map(part).filter(Objects::nonNull).distinct().toList();
    }

    private static boolean isWaiting(Current operation, Set<Long> waiting) {
        var key = operation.processInstanceKey();
        return key != null && waiting.contains(key) && !operation.state().isFinal();
    }

    private static @Nullable ProgressView view(OperationProgress.@Nullable Snapshot snapshot) {
        return snapshot == null ? null : ProgressView.of(snapshot);
    }
}
