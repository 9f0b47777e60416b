package imprint.workers.site;

import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workers.engine.JobRoute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/**
 * A task that is carried out by the worker at a gateway: for as long as it works, its lease is renewed, and a failure of
 * the data plane is told in the words of the processes. One too many for its server of images goes back to the engine, and
 * no attempt is spent.
 */
public abstract class SiteTask extends JobRoute {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final JobOutcome LATER = new JobOutcome.Deferred(Duration.ofSeconds(10));
    private static final int AT_ONCE = 32;

    private final ServerPlaces places;

    protected SiteTask(String type, ServerPlaces places) {
        super("%s?renewed=true&atOnce=%s&lease=%s".formatted(type, AT_ONCE, LEASE.toMillis()));
        this.places = places;
    }

    @Override
    protected final JobOutcome carryOut(Job job) {
        try {
            if (isDoneWithoutServer(job)) {
                return JobOutcome.Completed.WITHOUT_VARIABLES;
            }
            return places.<JobOutcome>work(job.operationId(), () -> new JobOutcome.Completed(work(job)))
                    .orElse(LATER);
        } catch (IOException e) {
            throw SiteFailures.businessFailure(e)
                    .<RuntimeException>map(business -> business)
                    .orElseGet(() -> new UncheckedIOException(e.getMessage(), e));
        }
    }

    /** Whether there was nothing to ask a server of images for, and the task is done. */
    protected boolean isDoneWithoutServer(Job job) throws IOException {
        return false;
    }

    /** @return the variables that the process goes on with */
    protected abstract Map<String, Object> work(Job job) throws IOException;
}
