package imprint.history;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.JobBatchIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.value.JobBatchRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The life of jobs, and each attempt at them. */
final class JobEvents {
    private final KeptText text;

    JobEvents(KeptText text) {
        this.text = text;
    }

    List<Change> read(Record<?> event, JobRecordValue job) {
        return switch (event.getIntent()) {
            case JobIntent.CREATED ->
                List.of(new Change.Told(job(event, job, "WAITING").setTime("created_at", event.getTimestamp())));
            case JobIntent.RETRIES_UPDATED, JobIntent.TIMEOUT_UPDATED ->
                List.of(new Change.Told(job(event.getKey(), job)));
            case JobIntent.RECURRED_AFTER_BACKOFF -> List.of(new Change.Told(job(event, job, "WAITING")));
            case JobIntent.TIMED_OUT, JobIntent.YIELDED -> ended(event, job, job(event, job, "WAITING"), false);
            case JobIntent.FAILED -> ended(event, job, job(event, job, "FAILED"), true);
            case JobIntent.COMPLETED, JobIntent.ERROR_THROWN -> ended(event, job, last(event, job), true);
            case JobIntent.CANCELED -> ended(event, job, last(event, job), false);
            default -> List.of();
        };
    }

    /** That a job was handed to a worker is told only by the batch in which it left. */
    List<Change> readBatch(Record<?> event, JobBatchRecordValue batch) {
        if (event.getIntent() != JobBatchIntent.ACTIVATED) {
            return List.of();
        }
        // why: read once; the engine copies all jobs at each call.
        var keys = batch.getJobKeys();
        var jobs = batch.getJobs();
        return IntStream.range(0, jobs.size())
                .boxed()
                .flatMap(i -> started(event, keys.get(i), jobs.get(i)))
                .toList();
    }

    private Stream<Change> started(Record<?> event, long key, JobRecordValue job) {
        return Stream.of(
                new Change.Told(job(key, job).set("state", "ACTIVATED")),
                new Change.AttemptStarted(key, attempt(event, key, job).setTime("started_at", event.getTimestamp())));
    }

    private List<Change> ended(Record<?> event, JobRecordValue job, Row row, boolean reported) {
        var attempt = attempt(event, event.getKey(), job)
                .set("outcome", event.getIntent().name())
                .setTime("ended_at", event.getTimestamp());
        if (reported) {
            describeError(row, event, job);
            describeError(attempt, event, job);
        }
        return List.of(new Change.Told(row), new Change.AttemptEnded(event.getKey(), attempt, reported));
    }

    private void describeError(Row row, Record<?> event, JobRecordValue job) {
        // why: a job keeps the error of an attempt that failed, and still carries it when a later one completes it.
        if (event.getIntent() != JobIntent.COMPLETED) {
            row.set("error_code", text.bounded(job.getErrorCode()))
                    .set("error_message", text.bounded(Secrets.maskedText(job.getErrorMessage())))
                    .setTime("retry_at", job.getRecurringTime());
        }
    }

    private static Row last(Record<?> event, JobRecordValue job) {
        return job(event, job, event.getIntent().name()).setTime("ended_at", event.getTimestamp());
    }

    private static Row job(Record<?> event, JobRecordValue job, String state) {
        return job(event.getKey(), job).set("state", state);
    }

    private static Row job(long key, JobRecordValue job) {
        return describe(Row.of(Table.JOB, job.getProcessInstanceKey(), key), job)
                .setTime("deadline", job.getDeadline());
    }

    private static Row attempt(Record<?> event, long key, JobRecordValue job) {
        return describe(Row.of(Table.JOB_ATTEMPT, job.getProcessInstanceKey(), key), job)
                .set("position", event.getPosition());
    }

    private static Row describe(Row row, JobRecordValue job) {
        return row.setKey("element_instance_key", job.getElementInstanceKey())
                .set("element_id", job.getElementId())
                .set("job_type", job.getType())
                .set("worker", job.getWorker())
                .set("retries", job.getRetries());
    }
}
