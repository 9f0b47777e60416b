package imprint.workers.clone;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workers.engine.JobRoute;
import imprint.workers.operation.FoundInFile;
import imprint.workflows.clone.CloneDiskImage;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Register image, of a clone: what was found in the file enters the inventory. */
@Component(JobTypes.CLONE_REGISTER_IMAGE)
@Profile("app")
class RegisterImage extends JobRoute {

    private final CloneDiskImage clone;

    RegisterImage(CloneDiskImage clone) {
        super(JobTypes.CLONE_REGISTER_IMAGE);
        this.clone = clone;
    }

    @Override
    protected JobOutcome carryOut(Job job) {
        clone.register(job.operationId(), FoundInFile.of(job));
        return JobOutcome.Completed.WITHOUT_VARIABLES;
    }
}
