package imprint.app.operation;

import imprint.workflows.operation.Operation;
import imprint.workflows.operation.OperationProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the present step has come.
 *
 * @param bytesDone of the disk
 * @param bytesSent over the network
 * @param secondsLeft null while it cannot be told
 */
record ProgressView(
        long bytesDone,
        long bytesTotal,
        long bytesSent,
        long bytesPerSecond,
        @Nullable Long secondsLeft,
        Instant at) {

    /** Null for an operation that has ended: its state says how. */
    static @Nullable ProgressView of(Operation operation, Optional<OperationProgress.Snapshot> progress) {
        return operation.state().isFinal()
                ? null
                : progress.map(ProgressView::of).orElse(null);
    }

    static ProgressView of(OperationProgress.Snapshot progress) {
        return new ProgressView(
                progress.bytesDone(),
                progress.bytesTotal(),
                progress.bytesSent(),
                progress.bytesPerSecond(),
                progress.timeLeft().map(Duration::toSeconds).orElse(null),
                progress.at());
    }
}
