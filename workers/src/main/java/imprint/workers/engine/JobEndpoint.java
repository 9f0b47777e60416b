package imprint.workers.engine;

import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** Jobs of one type. */
public final class JobEndpoint extends DefaultEndpoint {

    private final JobComponent component;
    private final String type;
    private Duration lease = Duration.ofSeconds(10);
    private boolean renewed;
    // why so few: their leases run while they wait for each other, for processors and for database connections.
    private int atOnce = 8;

    JobEndpoint(String uri, JobComponent component, String type) {
        super(uri, component);
        this.component = component;
        this.type = type;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new JobConsumer(this, processor);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("Jobs come from the engine: a route cannot send one");
    }

    JobComponent component() {
        return component;
    }

    String type() {
        return type;
    }

    Duration lease() {
        return lease;
    }

    /** How long the engine leaves a job to a worker that may have died. */
    public void setLease(Duration lease) {
        this.lease = lease;
    }

    boolean isRenewed() {
        return renewed;
    }

    /** Whether the lease is renewed for as long as the route works on the job. */
    public void setRenewed(boolean renewed) {
        this.renewed = renewed;
    }

    int atOnce() {
        return atOnce;
    }

    /** How many jobs this worker takes at a time. */
    public void setAtOnce(int atOnce) {
        this.atOnce = atOnce;
    }
}
