package imprint.workflows.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries the outbox to the engine, a bounded number of commands at a time: in lanes, so that a command which the engine
 * is slow to answer holds up no more than those of its own batch. A command that the engine cannot take now
 * is tried again with growing delays; one whose job or instance is gone, or in a state that does not take it, is
 * settled: a job that is offered again finds its report and completes at once.
 */
@Component
class OutboxDispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxDispatcher.class);
    private static final int LANES = 4;
    private static final int BATCH = 16;
    private static final Duration LOOK_AROUND = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

    private final Outbox outbox;
    private final EngineCommands engine;
    private final TransactionTemplate transaction;
    private final Semaphore bell = new Semaphore(0);
    private volatile List<Thread> lanes = List.of();

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
        lanes = IntStream.range(0, LANES)
                .mapToObj(lane -> Thread.ofVirtual().name("outbox-" + lane).start(this::run))
                .toList();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
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
        var carried = transaction.execute(status -> {
            var entries = outbox.due(BATCH);
            var answers =
                    entries.stream().map(Outbox.Entry::command).map(this::send).toList();
            var done = new ArrayList<Long>();
            for (int i = 0; i < entries.size(); i++) {
                try {
                    answers.get(i).join();
                    done.add(entries.get(i).id());
                } catch (CompletionException | ClientException e) {
                    // why both: the client's own futures throw its exceptions, those made from them wrap what is below.
                    refused(entries.get(i), e);
                }
            }
            if (!done.isEmpty()) {
                outbox.settled(done, "done");
            }
            return entries.size();
        });
        return carried == null ? 0 : carried;
    }

    private CompletableFuture<?> send(EngineCommand command) {
        try {
            return engine.send(command).toCompletableFuture();
        } catch (RuntimeException e) {
            // why: those that were sent before it in this batch are not to be sent again for its sake.
            return CompletableFuture.failedFuture(e);
        }
    }

    private void refused(Outbox.Entry entry, RuntimeException reason) {
        var code = codeOf(reason);
        switch (code) {
            case ALREADY_EXISTS -> outbox.settled(List.of(entry.id()), "was there already");
            case NOT_FOUND -> outbox.settled(List.of(entry.id()), "gone");
            case FAILED_PRECONDITION -> outbox.settled(List.of(entry.id()), "not in a state to take it");
            case INVALID_ARGUMENT -> {
                log.error("The engine refuses {}: {}", entry.command().idempotence(), reason.getMessage());
                outbox.settled(List.of(entry.id()), "refused");
            }
            default -> {
                var delay = delayAfter(entry.attempts());
                log.debug("Not taken, again in {}: {}", delay, entry.command().idempotence(), reason);
                outbox.postponed(entry, delay, code.name());
            }
        }
    }

    private static Status.Code codeOf(Throwable reason) {
        return reason instanceof ClientStatusException answered
                ? answered.getStatusCode()
                : reason.getCause() instanceof ClientStatusException answered
                        ? answered.getStatusCode()
                        : Status.fromThrowable(reason).getCode();
    }

    private static Duration delayAfter(int attempts) {
        var longest = Math.min(LONGEST_DELAY.toMillis(), 100L << Math.min(attempts, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    @Override
    public void stop() {
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
}
