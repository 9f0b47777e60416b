package imprint.workers.add;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workers.engine.JobRoute;
import imprint.workers.operation.FoundInFile;
import imprint.workflows.add.AddDiskImage;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Register image, of an add: what was found in the file enters the inventory. */
@Component(JobTypes.ADD_REGISTER_IMAGE)
@Profile("app")
class RegisterImage extends JobRoute {

    private final AddDiskImage add;

    RegisterImage(AddDiskImage add) {
        super(JobTypes.ADD_REGISTER_IMAGE);
        this.add = add;
    }

    @Override
    protected JobOutcome carryOut(Job job) {
        add.register(job.operationId(), FoundInFile.of(job));
        return JobOutcome.Completed.WITHOUT_VARIABLES;
    }
}
