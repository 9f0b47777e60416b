package imprint.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the API shows of an operation, as far as the demonstration looks. */
record ShownOperation(
        UUID id,
        String state,
        @Nullable UUID deviceId,
        @Nullable UUID imageId,
        @Nullable String imageDigest,
        @Nullable String sentence,
        Instant requestedAt,
        @Nullable Instant endedAt,
        long bytesSent,
        @Nullable Progress progress,
        @Nullable List<Step> steps) {

    record Progress(
            long bytesDone,
            long bytesTotal,
            long bytesPerSecond,
            @Nullable Long secondsLeft,
            Instant at) {}

    /** @param incident what stopped the step until an administrator acts; null while there is nothing */
    record Step(
            String name,
            String state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String incident) {

        boolean isPassed() {
            return state.equals("COMPLETED");
        }
    }

    boolean hasEnded() {
        return endedAt != null;
    }

    boolean hasSucceeded() {
        return state.equals("SUCCEEDED");
    }

    List<Step> allSteps() {
        return steps == null ? List.of() : steps;
    }

    /** The steps reach us through the engine's history, moments after the operation itself. */
    boolean isToldWhole() {
        return hasEnded() && !allSteps().isEmpty() && allSteps().stream().allMatch(step -> step.endedAt() != null);
    }

    Optional<Step> presentStep() {
        return allSteps().stream().filter(step -> step.endedAt() == null).findFirst();
    }

    Optional<String> incident() {
        return allSteps().stream()
                .flatMap(step -> Optional.ofNullable(step.incident()).stream())
                .findFirst();
    }

    /** Of the present step; none where the step moves no bytes, or has not yet. */
    Optional<Progress> presentProgress() {
        return Optional.ofNullable(progress)
                .filter(moved -> moved.bytesTotal() > 0
                        && presentStep()
                                .map(Step::startedAt)
                                .filter(started -> started.isBefore(moved.at()))
                                .isPresent());
    }

    Duration duration() {
        return Duration.between(requestedAt, endedAt == null ? requestedAt : endedAt);
    }
}
