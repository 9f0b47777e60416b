package imprint.workers.clone;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workers.operation.FoundInFile;
import imprint.workflows.clone.CloneDiskImage;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Register image, of a clone: what was found in the file enters the inventory. */
@Component(JobTypes.CLONE_REGISTER_IMAGE)
@Profile("app")
class RegisterImage extends RouteBuilder {

    private final CloneDiskImage clone;

    RegisterImage(CloneDiskImage clone) {
        this.clone = clone;
    }

    @Override
    public void configure() {
        from("job:" + JobTypes.CLONE_REGISTER_IMAGE).transform().body(Job.class, this::register);
    }

    private Object register(Job job) {
        clone.register(job.operationId(), FoundInFile.of(job));
        return Map.of();
    }
}
