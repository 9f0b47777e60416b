package imprint.workflows.operation;

import imprint.bpmn.Outcome;
import imprint.workflows.engine.Outbox;
import imprint.workflows.lock.AdvisoryLock;
import imprint.workflows.lock.Sweeps;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends what engine and database disagree on: an operation whose process instance is gone will never be carried on, and
 * one that never got an instance is started again, which the engine recognises if it knows it after all.
 */
@Component
@Profile("app")
class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    /** Long enough for an operation that is just being started or concluded. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    /** An engine that loses data loses much of it: a sample of thousands of operations is enough to notice. */
    private static final int SAMPLE = 50;

    private static final int PAGE = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final OperationRepository operations;
    private final Operations lifecycle;
    private final Outbox outbox;
    private final CamundaClient client;
    private final TransactionTemplate transaction;
    private final Sweeps sweeps;
    private final Clock clock;
    private UUID lastAsked = BEFORE_ALL;

    Reconciler(
            OperationRepository operations,
            Operations lifecycle,
            Outbox outbox,
            CamundaClient client,
            TransactionTemplate transaction,
            Sweeps sweeps,
            Clock clock) {
        this.operations = operations;
        this.lifecycle = lifecycle;
        this.outbox = outbox;
        this.client = client;
        this.transaction = transaction;
        this.sweeps = sweeps;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${imprint.engine.reconcile:PT30S}", initialDelayString = "PT20S")
    void sweep() {
        sweeps.onOneNode(AdvisoryLock.LOST_PROCESSES, () -> reconcile(SAMPLE));
    }

    /**
     * Asks about the next operations, in turn. When the process of one is gone, it asks about all of them.
     *
     * @param sample how many are asked about as long as all goes well
     */
    void reconcile(int sample) {
        var settled = clock.instant().minus(SETTLED);
        transaction.executeWithoutResult(_ -> outbox.sendLostStartsAgain(settled));
        var page = operations.findUnderWay(lastAsked, settled, Limit.of(sample));
        lastAsked = page.size() < sample ? BEFORE_ALL : page.getLast().operationId();
        if (isOneGoneOf(page)) {
            askAboutAll(settled);
        }
    }

    private void askAboutAll(Instant settled) {
        var page = operations.findUnderWay(BEFORE_ALL, settled, Limit.of(PAGE));
        while (!page.isEmpty()) {
            isOneGoneOf(page);
            page = operations.findUnderWay(page.getLast().operationId(), settled, Limit.of(PAGE));
        }
    }

    private boolean isOneGoneOf(List<ProcessLink> page) {
        return page.stream().map(this::endIfGone).reduce(false, Boolean::logicalOr);
    }

    private boolean endIfGone(ProcessLink link) {
        // why both: one that ended while the engine was asked has no process any more, and is as it should be.
        if (!isGone(link.processInstanceKey())
                || !lifecycle.conclude(
                        link.operationId(),
                        Outcome.FAILED,
                        "PROCESS_GONE",
                        "The engine no longer knows the process of this operation: ask for it again.")) {
            return false;
        }
        log.warn("The process instance of operation {} is gone", link.operationId());
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
