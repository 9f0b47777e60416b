package imprint.workers.add;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workers.operation.FoundInFile;
import imprint.workflows.add.AddDiskImage;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Register image, of an add: what was found in the file enters the inventory. */
@Component(JobTypes.ADD_REGISTER_IMAGE)
@Profile("app")
class RegisterImage extends RouteBuilder {

    private final AddDiskImage add;

    RegisterImage(AddDiskImage add) {
        this.add = add;
    }

    @Override
    public void configure() {
        from("job:" + JobTypes.ADD_REGISTER_IMAGE).transform().body(Job.class, this::register);
    }

    private Object register(Job job) {
        add.register(job.operationId(), FoundInFile.of(job));
        return Map.of();
    }
}
