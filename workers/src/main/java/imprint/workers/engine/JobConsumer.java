package imprint.workers.engine;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobHandler;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private static final Duration AT_ONCE = Duration.ofMillis(10);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final JobEndpoint endpoint;
    private final JobFailures failures;
    private @Nullable ExecutorService threads;
    private @Nullable JobWorker worker;

    JobConsumer(JobEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.failures = new JobFailures(endpoint.component().ladder());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var pool = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(endpoint.type() + "-", 0).factory());
        threads = pool;
        var builder = endpoint.component()
                .client()
                .newWorker()
                .jobType(endpoint.type())
                .handler(endpoint.isRenewed() ? asLongAsThereArePlaces(pool) : untilHandled(pool))
                .name("imprint")
                .timeout(endpoint.lease())
                .requestTimeout(Duration.ofSeconds(20));
        worker = builder.maxJobsActive(endpoint.isRenewed() ? 1 : endpoint.atOnce())
                .pollInterval(AT_ONCE)
                .streamEnabled(false)
                .open();
    }

    @Override
    protected void doStop() throws Exception {
        if (worker != null) {
            // why: it waits for a lock that the client may hold for ever while its engine does not answer.
            Thread.ofVirtual().start(worker::close).join(GRACE);
        }
        if (threads != null) {
            threads.shutdown();
            if (!threads.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        }
        super.doStop();
    }

    /** Until a job has been handled it counts among those at once. */
    private JobHandler untilHandled(ExecutorService pool) {
        return (client, job) ->
                handIn(pool, client, job, () -> handle(client, job)).get();
    }

    /**
     * The client asks for more when a handler returns, and not before: this one returns as soon as a place is free,
     * however long the jobs last that have the others.
     */
    private JobHandler asLongAsThereArePlaces(ExecutorService pool) {
        // why one less: the job that is asked for has a place, too.
        var places = new Semaphore(endpoint.atOnce() - 1);
        return (client, job) -> {
            handIn(pool, client, job, () -> {
                try {
                    handle(client, job);
                } finally {
                    places.release();
                }
            });
            places.acquireUninterruptibly();
        };
    }

    private static Future<?> handIn(ExecutorService pool, JobClient client, ActivatedJob job, Runnable work) {
        try {
            return pool.submit(work);
        } catch (RejectedExecutionException e) {
            // why: the engine still hands out jobs to a worker that is closing; another one may have them at once.
            client.newFailCommand(job.getKey())
                    .retries(job.getRetries())
                    .requestTimeout(TIMEOUT)
                    .send();
            throw e;
        }
    }

    private void handle(JobClient client, ActivatedJob activated) {
        try (var lease = Lease.of(endpoint, activated)) {
            var exchange = createExchange(false);
            try {
                exchange.getMessage().setBody(jobOf(activated));
                getProcessor().process(exchange);
                answer(client, activated, exchange);
            } finally {
                releaseExchange(exchange, false);
            }
        } catch (Exception e) {
            // why: an engine that does not answer now offers the job again when the lease is over.
            log.warn("Job {} of type {} could not be answered: {}", activated.getKey(), endpoint.type(), e.toString());
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

    private void answer(JobClient client, ActivatedJob job, Exchange exchange) {
        if (exchange.getException() != null) {
            failures.tell(client, job, exchange.getException());
            return;
        }
        switch (exchange.getMessage().getBody()) {
            case JobOutcome.Deferred deferred ->
                endpoint.component()
                        .client()
                        .newUpdateTimeoutCommand(job.getKey())
                        .timeout(deferred.deadline())
                        .requestTimeout(TIMEOUT)
                        .send()
                        .join();
            case JobOutcome.Completed completed -> complete(client, job, completed.variables());
            case null, default ->
                failures.tell(client, job, new IllegalStateException("The route does not say what became of the job"));
        }
    }

    private static void complete(JobClient client, ActivatedJob job, Map<String, Object> variables) {
        client.newCompleteCommand(job.getKey())
                .variables(variables)
                .requestTimeout(TIMEOUT)
                .send()
                .join();
    }
}
