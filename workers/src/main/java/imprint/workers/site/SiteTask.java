package imprint.workers.site;

import imprint.bpmn.ErrorCode;
import imprint.workers.engine.Deferred;
import imprint.workers.engine.Job;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/**
 * A task that is carried out by the worker at a gateway: for as long as it works, its lease is renewed, and a failure of
 * the data plane is told in the words of the processes. One too many for its server of images goes back to the engine, and
 * no attempt is spent.
 */
public abstract class SiteTask extends RouteBuilder {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Deferred LATER = new Deferred(Duration.ofSeconds(10));
    private static final int AT_ONCE = 32;

    private final String type;
    private final ServerPlaces places;

    protected SiteTask(String type, ServerPlaces places) {
        this.type = type;
        this.places = places;
    }

    @Override
    public final void configure() {
        from("job:%s?renewed=true&atOnce=%s&lease=%s".formatted(type, AT_ONCE, LEASE.toMillis()))
                .transform()
                .body(Job.class, this::carryOut);
    }

    private Object carryOut(Job job) {
        try {
            return places.<Object>work(job.operationId(), () -> work(job)).orElse(LATER);
        } catch (IOException e) {
            var business = BusinessFailure.of(e);
            if (business.isPresent()) {
                throw new imprint.workflows.failure.BusinessFailure(
                        ErrorCode.valueOf(business.get().code().name()),
                        business.get().sentence());
            }
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** @return the variables that the process goes on with */
    protected abstract Map<String, Object> work(Job job) throws IOException;
}
