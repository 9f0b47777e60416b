package imprint.workers.site;

import java.io.IOException;
import java.util.UUID;

/** The operation was cancelled while a step was at work; what the step had left is removed. */
public final class TransferCancelled extends IOException {

    TransferCancelled(UUID operationId) {
        super("Operation %s was cancelled.".formatted(operationId));
    }
}
