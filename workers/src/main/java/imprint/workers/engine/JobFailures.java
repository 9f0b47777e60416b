package imprint.workers.engine;

import imprint.workflows.engine.RetryLadder;
import imprint.workflows.failure.BusinessFailure;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engine why a route failed: a business failure becomes a BPMN error that ends the
 * operation; anything else is technical, spends a retry, and is tried again after the ladder's wait.
 */
final class JobFailures {

    private static final Logger log = LoggerFactory.getLogger(JobFailures.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LONGEST_SENTENCE = 1000;

    private final JobClient client;
    private final RetryLadder ladder;

    JobFailures(JobClient client, RetryLadder ladder) {
        this.client = client;
        this.ladder = ladder;
    }

    void tell(ActivatedJob job, Throwable failure) {
        if (failure instanceof BusinessFailure business) {
            client.newThrowErrorCommand(job.getKey())
                    .errorCode(business.code().name())
                    .errorMessage(business.sentence())
                    .variables(business.variables())
                    .requestTimeout(TIMEOUT)
                    .send()
                    .join();
            return;
        }
        var retry = ladder.after(job.getRetries());
        log.warn("Job {} of type {} failed, {} retries left", job.getKey(), job.getType(), retry.left(), failure);
        client.newFailCommand(job.getKey())
                .retries(retry.left())
                .retryBackoff(retry.backoff())
                .errorMessage(sentence(failure))
                .requestTimeout(TIMEOUT)
                .send()
                .join();
    }

    private static String sentence(Throwable failure) {
        var message = failure.getMessage() == null || failure.getMessage().isBlank()
                ? failure.getClass().getSimpleName()
                : failure.getMessage();
        return message.length() <= LONGEST_SENTENCE ? message : message.substring(0, LONGEST_SENTENCE);
    }
}
