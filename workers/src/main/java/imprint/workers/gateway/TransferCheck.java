package imprint.workers.gateway;

import imprint.imaging.token.TransferToken;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks whether a transfer is still to go on: of a cancellation, or that its device was retired, a token knows nothing. */
final class TransferCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TransferCheck.class);
    // why: devices ask for hundreds of chunks a second, and what they get meanwhile does no harm.
    private static final Duration AN_ANSWER_SERVES = Duration.ofSeconds(2);
    private static final int MOST_KNOWN = 1_000;

    private final TransferListener listener;
    private final Map<Transfer, Answer> answers = new ConcurrentHashMap<>();

    TransferCheck(TransferListener listener) {
        this.listener = listener;
    }

    void require(TransferToken token) throws Refusal {
        var transfer = new Transfer(token.operationId(), token.deviceId());
        var answer = answers.compute(transfer, (_, known) -> known != null && known.serves() ? known : ask(transfer));
        if (!answer.isWanted()) {
            throw Refusal.unauthorized(
                    "The operation of this token was cancelled or has ended, or its device was retired.");
        }
        if (answers.size() > MOST_KNOWN) {
            answers.values().removeIf(known -> !known.serves());
        }
    }

    private Answer ask(Transfer transfer) {
        try {
            return new Answer(listener.mayTransfer(transfer.operationId(), transfer.deviceId()), System.nanoTime());
        } catch (IOException | RuntimeException e) {
            // why wanted: who cannot be asked for a moment ends no transfer, and the token ends by itself.
            LOG.debug("Whether operation {} goes on is not known now", transfer.operationId(), e);
            return new Answer(true, System.nanoTime());
        }
    }

    private record Transfer(UUID operationId, UUID deviceId) {}

    private record Answer(boolean isWanted, long nanos) {

        boolean serves() {
            return System.nanoTime() - nanos < AN_ANSWER_SERVES.toNanos();
        }
    }
}
