package imprint.app.operation;

import imprint.workflows.operation.OperationProgress;
import java.time.Duration;
import java.time.Instant;
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
