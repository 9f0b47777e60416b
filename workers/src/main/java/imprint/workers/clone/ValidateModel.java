package imprint.workers.clone;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workers.engine.JobRoute;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.operation.Operations;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Validate model, of a clone: claims the operation for this process instance, then asks whether it can succeed. */
@Component(JobTypes.CLONE_VALIDATE_MODEL)
@Profile("app")
class ValidateModel extends JobRoute {

    private final Operations operations;
    private final CloneDiskImage clone;

    ValidateModel(Operations operations, CloneDiskImage clone) {
        // why renewed: a look at a storage location may take longer than a lease.
        super(JobTypes.CLONE_VALIDATE_MODEL + "?renewed=true");
        this.operations = operations;
        this.clone = clone;
    }

    @Override
    protected JobOutcome carryOut(Job job) {
        operations.claim(job.operationId(), job.processInstanceKey(), job.processVersion());
        return new JobOutcome.Completed(clone.validate(job.operationId()));
    }
}
