package imprint.workers.apply;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workflows.apply.ApplyDiskImage;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Release device: it is its user's until anyone reboots it. */
@Component(JobTypes.APPLY_RELEASE_DEVICE)
@Profile("app")
class ReleaseDevice extends RouteBuilder {

    private final ApplyDiskImage apply;

    ReleaseDevice(ApplyDiskImage apply) {
        this.apply = apply;
    }

    @Override
    public void configure() {
        from("job:" + JobTypes.APPLY_RELEASE_DEVICE).transform().body(Job.class, this::release);
    }

    private Object release(Job job) {
        apply.awaitReboot(job.operationId());
        return Map.of();
    }
}
