package imprint.workers.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.BackoffSupplier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each job through the route, on a virtual thread of its own, and tells the engine what came of it: its
 * {@link JobOutcome}, or its exception, which {@link JobFailures} translates.
 *
 * <p>Jobs are asked for when there are places for them. Those that the engine pushes come however busy the worker is, and
 * wear out their leases while they wait here.
 */
final class JobConsumer extends DefaultConsumer {

    private static final Logger log = LoggerFactory.getLogger(JobConsumer.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final JobEndpoint endpoint;
    private final CamundaClient client;
    private final JobFailures failures;
    private final Semaphore places;
    private @Nullable ExecutorService threads;

    JobConsumer(JobEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.client = endpoint.component().client();
        this.failures = new JobFailures(client, endpoint.component().ladder());
        this.places = new Semaphore(endpoint.atOnce());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var pool = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(endpoint.type() + "-", 0).factory());
        threads = pool;
        // why not of the pool: its request may last, and is not awaited when the jobs have ended.
        Thread.ofVirtual().name(endpoint.type() + "-asking").start(() -> askForJobs(pool));
    }

    @Override
    protected void doStop() throws Exception {
        if (threads != null) {
            threads.shutdown();
            if (!threads.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        }
        super.doStop();
    }

    /** As many as there are places for, so that no lease wears out before its job is begun. */
    private void askForJobs(ExecutorService pool) {
        var backoff = BackoffSupplier.newBackoffBuilder().build();
        var delay = 0L;
        try {
            while (!pool.isShutdown()) {
                places.acquire();
                var free = 1 + places.drainPermits();
                List<ActivatedJob> jobs = List.of();
                try {
                    jobs = jobs(free);
                    delay = 0;
                } catch (ClientException e) {
                    log.debug("No jobs of type {} can be asked for now: {}", endpoint.type(), e.toString());
                    delay = backoff.supplyRetryDelay(delay);
                    TimeUnit.MILLISECONDS.sleep(delay);
                } finally {
                    places.release(free - jobs.size());
                }
                jobs.forEach(job -> handIn(pool, job));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until there is one, but not for ever. */
    private List<ActivatedJob> jobs(int most) {
        return client.newActivateJobsCommand()
                .jobType(endpoint.type())
                .maxJobsToActivate(most)
                .timeout(endpoint.lease())
                .workerName("imprint")
                .requestTimeout(LONG_POLL)
                .send()
                .join()
                .getJobs();
    }

    private void handIn(ExecutorService pool, ActivatedJob job) {
        try {
            pool.execute(() -> {
                try {
                    handle(job);
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException e) {
            // why: the engine still hands out jobs to a worker that is closing; another one may have them at once.
            client.newFailCommand(job.getKey())
                    .retries(job.getRetries())
                    .requestTimeout(TIMEOUT)
                    .send();
        }
    }

    private void handle(ActivatedJob activated) {
        try (var lease = Lease.of(endpoint, activated)) {
            var exchange = createExchange(false);
            try {
                exchange.getMessage().setBody(jobOf(activated));
                carryOut(exchange);
                answer(activated, exchange);
            } finally {
                releaseExchange(exchange, false);
            }
        } catch (Exception e) {
            // why: an engine that does not answer now offers the job again when the lease is over.
            log.warn("Job {} of type {} could not be answered: {}", activated.getKey(), endpoint.type(), e.toString());
        }
    }

    // why all: of an error, too, the engine is to hear; the job would come back for ever, and spend no attempt.
    private void carryOut(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Throwable e) {
            exchange.setException(e);
        }
    }

    private static Job jobOf(ActivatedJob job) {
        return new Job(
                job.getKey(),
                job.getType(),
                job.getElementInstanceKey(),
                job.getProcessInstanceKey(),
                job.getProcessDefinitionVersion(),
                job.getRetries(),
                job.getVariablesAsMap());
    }

    private void answer(ActivatedJob job, Exchange exchange) {
        if (exchange.getException() != null) {
            failures.tell(job, exchange.getException());
            return;
        }
        switch (exchange.getMessage().getBody()) {
            case JobOutcome.Deferred deferred -> defer(job, deferred.deadline());
            case JobOutcome.Completed completed -> complete(job, completed.variables());
            case null, default ->
                failures.tell(job, new IllegalStateException("The route does not say what became of the job"));
        }
    }

    // why not awaited: the place serves the next job meanwhile. If this is lost, the job is merely offered again.
    private void defer(ActivatedJob job, Duration deadline) {
        client.newUpdateTimeoutCommand(job.getKey())
                .timeout(deadline)
                .requestTimeout(TIMEOUT)
                .send()
                .exceptionally(failure -> {
                    log.warn(
                            "Job {} of type {} could not be deferred: {}",
                            job.getKey(),
                            endpoint.type(),
                            failure.toString());
                    return null;
                });
    }

    private void complete(ActivatedJob job, Map<String, Object> variables) {
        client.newCompleteCommand(job.getKey())
                .variables(variables)
                .requestTimeout(TIMEOUT)
                .send()
                .join();
    }
}
