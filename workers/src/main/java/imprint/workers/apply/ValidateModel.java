package imprint.workers.apply;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workers.engine.JobRoute;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.operation.Operations;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Validate model, of an apply: claims the operation for this process instance, then asks whether it can succeed. */
@Component(JobTypes.APPLY_VALIDATE_MODEL)
@Profile("app")
class ValidateModel extends JobRoute {

    private final Operations operations;
    private final ApplyDiskImage apply;

    ValidateModel(Operations operations, ApplyDiskImage apply) {
        super(JobTypes.APPLY_VALIDATE_MODEL);
        this.operations = operations;
        this.apply = apply;
    }

    @Override
    protected JobOutcome carryOut(Job job) {
        operations.claim(job.operationId(), job.processInstanceKey(), job.processVersion());
        return new JobOutcome.Completed(apply.validate(job.operationId()));
    }
}
