package imprint.workers.site;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Reports progress from time to time, and gives a transfer up when it learns that the operation was cancelled. */
final class ProgressReport implements StepProgress {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final UUID operationId;
    private final ControlPlane control;
    private final Clock clock;
    private Instant next;

    ProgressReport(UUID operationId, ControlPlane control, Clock clock) {
        this.operationId = operationId;
        this.control = control;
        this.clock = clock;
        // why: what is done sooner needs no report, and each costs the database two transactions.
        this.next = clock.instant().plus(INTERVAL);
    }

    /** @throws TransferCancelled when the operation was cancelled */
    @Override
    public void at(long bytesDone, long bytesTotal, long bytesMoved) throws IOException {
        whenDue(() -> control.progress(operationId, new TransferProgress(bytesDone, bytesTotal, bytesMoved)));
    }

    /**
     * Tells nothing, and asks only whether to go on.
     *
     * @throws TransferCancelled when the operation was cancelled
     */
    void ask() throws IOException {
        whenDue(() -> control.isUnderWay(operationId));
    }

    private synchronized void whenDue(Question isWanted) throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(INTERVAL);
        if (!isWanted.put()) {
            throw new TransferCancelled(operationId);
        }
    }

    @FunctionalInterface
    private interface Question {
        boolean put() throws IOException;
    }
}
