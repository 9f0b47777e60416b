package imprint.workers.add;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workers.engine.JobRoute;
import imprint.workflows.add.AddDiskImage;
import imprint.workflows.operation.Operations;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Validate model, of an add: claims the operation for this process instance, then asks whether it can succeed. */
@Component(JobTypes.ADD_VALIDATE_MODEL)
@Profile("app")
class ValidateModel extends JobRoute {

    private final Operations operations;
    private final AddDiskImage add;

    ValidateModel(Operations operations, AddDiskImage add) {
        // why renewed: a look at a storage location may take longer than a lease.
        super(JobTypes.ADD_VALIDATE_MODEL + "?renewed=true");
        this.operations = operations;
        this.add = add;
    }

    @Override
    protected JobOutcome carryOut(Job job) {
        operations.claim(job.operationId(), job.processInstanceKey(), job.processVersion());
        return new JobOutcome.Completed(add.validate(job.operationId()));
    }
}
