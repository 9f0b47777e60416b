package imprint.workers.clone;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.operation.Operations;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Validate model, of a clone: claims the operation for this process instance, then asks whether it can succeed. */
@Component(JobTypes.CLONE_VALIDATE_MODEL)
@Profile("app")
class ValidateModel extends RouteBuilder {

    private final Operations operations;
    private final CloneDiskImage clone;

    ValidateModel(Operations operations, CloneDiskImage clone) {
        this.operations = operations;
        this.clone = clone;
    }

    @Override
    public void configure() {
        // why renewed: a look at a storage location may take longer than a lease.
        from("job:%s?renewed=true".formatted(JobTypes.CLONE_VALIDATE_MODEL))
                .transform()
                .body(Job.class, this::validate);
    }

    private Object validate(Job job) {
        operations.claim(job.operationId(), job.processInstanceKey(), job.processVersion());
        return clone.validate(job.operationId());
    }
}
