package imprint.workers.add;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workflows.add.AddDiskImage;
import imprint.workflows.operation.Operations;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Validate model, of an add: claims the operation for this process instance, then asks whether it can succeed. */
@Component(JobTypes.ADD_VALIDATE_MODEL)
@Profile("app")
class ValidateModel extends RouteBuilder {

    private final Operations operations;
    private final AddDiskImage add;

    ValidateModel(Operations operations, AddDiskImage add) {
        this.operations = operations;
        this.add = add;
    }

    @Override
    public void configure() {
        // why renewed: a look at a storage location may take longer than a lease.
        from("job:%s?renewed=true".formatted(JobTypes.ADD_VALIDATE_MODEL))
                .transform()
                .body(Job.class, this::validate);
    }

    private Object validate(Job job) {
        operations.claim(job.operationId(), job.processInstanceKey(), job.processVersion());
        return add.validate(job.operationId());
    }
}
