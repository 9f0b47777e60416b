package imprint.workflows.operation;

import imprint.bpmn.Outcome;
import imprint.workflows.engine.Outbox;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
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
    private UUID lastAsked = new UUID(Long.MIN_VALUE, Long.MIN_VALUE);

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

    /**
     * Asks about the next operations, in turn. When the process of one is gone, it asks about all others too.
     *
     * @param sample how many are asked about as long as all goes well
     */
    void reconcile(int sample) {
        int asked = 0;
        boolean someGone = false;
        for (var operation : inTurn(operations.findUnfinished(clock.instant().minus(SETTLED)))) {
            if (operation.processInstanceKey() == null) {
                transaction.executeWithoutResult(_ -> outbox.again(operation.id()));
            } else if (someGone || asked++ < sample) {
                lastAsked = operation.id();
                someGone |= endIfGone(operation.id(), operation.processInstanceKey());
            }
        }
    }

    private List<Operation> inTurn(List<Operation> unfinished) {
        var last = lastAsked;
        return unfinished.stream()
                .sorted(Comparator.comparing((Operation it) -> it.id().compareTo(last) <= 0)
                        .thenComparing(Operation::id))
                .toList();
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
