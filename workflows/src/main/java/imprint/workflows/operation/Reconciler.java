package imprint.workflows.operation;

import imprint.bpmn.Outcome;
import imprint.workflows.engine.Outbox;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends what engine and database disagree on: an operation whose process instance is gone will never be carried on, and
 * one that never got an instance is started again, which the engine recognises if it knows it after all.
 */
@Component
class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    /** Long enough for an operation that is just being started or concluded. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    /** An engine that has lost something has lost much: of thousands of operations, some tell soon enough. */
    private static final int SAMPLE = 50;

    private final OperationRepository operations;
    private final Operations lifecycle;
    private final Outbox outbox;
    private final CamundaClient client;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reconciler(
            OperationRepository operations,
            Operations lifecycle,
            Outbox outbox,
            CamundaClient client,
            TransactionTemplate transaction,
            Clock clock) {
        this.operations = operations;
        this.lifecycle = lifecycle;
        this.outbox = outbox;
        this.client = client;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${imprint.engine.reconcile:PT30S}", initialDelayString = "PT20S")
    void reconcile() {
        reconcile(SAMPLE);
    }

    /** @param sample of the operations that are asked about; when the process of one is gone, all others are too */
    void reconcile(int sample) {
        var unfinished =
                new ArrayList<>(operations.findUnfinished(clock.instant().minus(SETTLED)));
        Collections.shuffle(unfinished);
        int asked = 0;
        boolean someGone = false;
        for (var operation : unfinished) {
            if (operation.processInstanceKey() == null) {
                transaction.executeWithoutResult(_ -> outbox.again(operation.id()));
            } else if (someGone || asked++ < sample) {
                someGone |= endIfGone(operation.id(), operation.processInstanceKey());
            }
        }
    }

    private boolean endIfGone(UUID operationId, long processInstanceKey) {
        if (!isGone(processInstanceKey)) {
            return false;
        }
        log.warn("The process instance of operation {} is gone", operationId);
        lifecycle.conclude(
                operationId,
                Outcome.FAILED,
                "PROCESS_GONE",
                "The engine no longer knows the process of this operation: ask for it again.");
        return true;
    }

    /** Setting no variables at all changes nothing, and answers whether the instance is there. */
    private boolean isGone(long processInstanceKey) {
        try {
            client.newSetVariablesCommand(processInstanceKey)
                    .variables(Map.of())
                    .requestTimeout(Duration.ofSeconds(10))
                    .send()
                    .join();
            return false;
        } catch (ClientStatusException e) {
            return e.getStatusCode() == Status.Code.NOT_FOUND;
        }
    }
}
