package imprint.workers.engine;

import org.apache.camel.builder.RouteBuilder;

/** The route of a task: from the engine, through the work, to the outcome that {@link JobConsumer} tells the engine. */
public abstract class JobRoute extends RouteBuilder {

    private final String uri;

    /** @param job the type of the jobs, and the options of {@link JobEndpoint} as in a URI */
    protected JobRoute(String job) {
        this.uri = "job:" + job;
    }

    @Override
    public final void configure() {
        from(uri).transform().body(Job.class, this::carryOut);
    }

    /** @throws imprint.workflows.failure.BusinessFailure when trying again would not help */
    protected abstract JobOutcome carryOut(Job job);
}
