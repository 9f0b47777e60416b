package imprint.workers.apply;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workers.engine.JobRoute;
import imprint.workflows.apply.ApplyDiskImage;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Release device: it is its user's until anyone reboots it. */
@Component(JobTypes.APPLY_RELEASE_DEVICE)
@Profile("app")
class ReleaseDevice extends JobRoute {

    private final ApplyDiskImage apply;

    ReleaseDevice(ApplyDiskImage apply) {
        super(JobTypes.APPLY_RELEASE_DEVICE);
        this.apply = apply;
    }

    @Override
    protected JobOutcome carryOut(Job job) {
        apply.awaitReboot(job.operationId());
        return JobOutcome.Completed.WITHOUT_VARIABLES;
    }
}
