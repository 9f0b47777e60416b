package imprint.workers.apply;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.operation.Operations;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Validate model, of an apply: claims the operation for this process instance, then asks whether it can succeed. */
@Component(JobTypes.APPLY_VALIDATE_MODEL)
@Profile("app")
class ValidateModel extends RouteBuilder {

    private final Operations operations;
    private final ApplyDiskImage apply;

    ValidateModel(Operations operations, ApplyDiskImage apply) {
        this.operations = operations;
        this.apply = apply;
    }

    @Override
    public void configure() {
        from("job:" + JobTypes.APPLY_VALIDATE_MODEL).transform().body(Job.class, this::validate);
    }

    private Object validate(Job job) {
        operations.claim(job.operationId(), job.processInstanceKey(), job.processVersion());
        return apply.validate(job.operationId());
    }
}
