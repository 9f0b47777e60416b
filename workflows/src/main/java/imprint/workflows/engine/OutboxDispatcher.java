package imprint.workflows.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries the outbox to the engine, a bounded number of commands at a time: in lanes, so that a command which the engine
 * is slow to answer holds up no more than those of its own batch. Commands are taken in one transaction and settled in
 * another; no connection of the database waits for the engine in between.
 *
 * <p>A command that the engine cannot take now is tried again with growing delays, for as long as that lasts. One whose
 * job or instance is gone, or in a state that does not take it, is settled: a job that is offered again finds its report
 * and completes at once. One that the engine answers with an error of its own is given up after some attempts.
 */
@Component
@Profile("app")
class OutboxDispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxDispatcher.class);
    private static final int LANES = 4;
    private static final int BATCH = 16;
    private static final Duration LOOK_AROUND = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

    /** Longer than the engine may take for a batch: its commands are sent side by side, the longest in two requests. */
    private static final Duration LEASE = EngineCommands.TIMEOUT.multipliedBy(3);

    /** As many operations as the first step of their processes takes in within a second or two. */
    private static final int STARTS_AT_ONCE = 200;

    /** With the delays between them, some five minutes. */
    private static final int ATTEMPTS = 25;

    private final Outbox outbox;
    private final EngineCommands engine;
    private final TransactionTemplate transaction;
    private final Semaphore bell = new Semaphore(0);
    private volatile List<Thread> lanes = List.of();
    private volatile boolean stopping;

    OutboxDispatcher(Outbox outbox, CamundaClient client, TransactionTemplate transaction) {
        this.outbox = outbox;
        this.engine = new EngineCommands(client);
        this.transaction = transaction;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void ring(Outbox.CommandPut put) {
        bell.release();
    }

    @Override
    public void start() {
        stopping = false;
        lanes = IntStream.range(0, LANES)
                .mapToObj(lane -> Thread.ofVirtual().name("outbox-" + lane).start(this::run))
                .toList();
    }

    private void run() {
        // why not the interrupt alone: the engine's client makes an exception of it, and clears it.
        while (!stopping && !Thread.currentThread().isInterrupted()) {
            try {
                if (carryOver() < BATCH) {
                    bell.tryAcquire(LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS);
                    bell.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.warn("The outbox could not be read, trying again: {}", e.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_AROUND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int carryOver() {
        var entries = Objects.requireNonNull(transaction.execute(_ -> outbox.take(BATCH, LEASE, STARTS_AT_ONCE)));
        if (entries.isEmpty()) {
            return 0;
        }
        var answers =
                entries.stream().map(Outbox.Entry::command).map(this::send).toList();
        var settled = new HashMap<String, List<Long>>();
        var postponed = new HashMap<Outbox.Entry, String>();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            switch (answerTo(entry, answers.get(i))) {
                case Answer.Settled it ->
                    settled.computeIfAbsent(it.outcome(), _ -> new ArrayList<>())
                            .add(entry.id());
                case Answer.NotNow it -> postponed.put(entry, it.reason());
            }
        }
        transaction.executeWithoutResult(_ -> {
            settled.forEach((outcome, ids) -> outbox.settle(ids, outcome));
            postponed.forEach((entry, reason) -> outbox.postpone(entry, delayAfter(entry.attempts()), reason));
        });
        return entries.size();
    }

    private CompletableFuture<?> send(EngineCommand command) {
        try {
            return engine.send(command).toCompletableFuture();
        } catch (RuntimeException e) {
            // why: those that were sent before it in this batch are not to be sent again for its sake.
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Answer answerTo(Outbox.Entry entry, CompletableFuture<?> answer) {
        try {
            answer.join();
            return new Answer.Settled("done");
        } catch (CompletionException | ClientException e) {
            // why both: the client's own futures throw its exceptions, those made from them wrap what is below.
            return refusalOf(entry, e);
        }
    }

    private static Answer refusalOf(Outbox.Entry entry, RuntimeException reason) {
        var code = codeOf(reason);
        return switch (code) {
            case ALREADY_EXISTS -> new Answer.Settled("was there already");
            case NOT_FOUND -> new Answer.Settled("gone");
            case FAILED_PRECONDITION -> new Answer.Settled("not in a state to take it");
            case INVALID_ARGUMENT -> {
                log.error("The engine refuses {}: {}", entry.command().idempotence(), reason.getMessage());
                yield new Answer.Settled("refused");
            }
            case UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED, ABORTED, CANCELLED -> {
                log.debug("Not taken now: {}: {}", entry.command().idempotence(), reason.toString());
                yield new Answer.NotNow(code.name());
            }
            default -> {
                if (entry.attempts() < ATTEMPTS) {
                    yield new Answer.NotNow(code.name());
                }
                log.error(
                        "Given up after {} attempts: {}",
                        entry.attempts(),
                        entry.command().idempotence(),
                        reason);
                yield new Answer.Settled(Outbox.GIVEN_UP);
            }
        };
    }

    private static Status.Code codeOf(Throwable reason) {
        return reason instanceof ClientStatusException answered
                ? answered.getStatusCode()
                : reason.getCause() instanceof ClientStatusException answered
                        ? answered.getStatusCode()
                        : Status.fromThrowable(reason).getCode();
    }

    private static Duration delayAfter(int attempts) {
        var longest = Math.min(LONGEST_DELAY.toMillis(), 100L << Math.min(attempts - 1, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    @Override
    public void stop() {
        stopping = true;
        var running = lanes;
        lanes = List.of();
        running.forEach(Thread::interrupt);
        try {
            for (var lane : running) {
                lane.join(LONGEST_STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !lanes.isEmpty();
    }

    private sealed interface Answer {

        record Settled(String outcome) implements Answer {}

        record NotNow(String reason) implements Answer {}
    }
}
