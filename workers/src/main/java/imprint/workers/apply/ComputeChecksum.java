package imprint.workers.apply;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Limit;
import imprint.workers.device.DeviceTask;
import imprint.workers.engine.Job;
import imprint.workflows.command.CommandKind;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Compute checksum, of an apply: the device reads its disk back and compares it with the image. */
@Component(JobTypes.APPLY_COMPUTE_CHECKSUM)
@Profile("app")
class ComputeChecksum extends RouteBuilder {

    private final DeviceTask task;

    ComputeChecksum(DeviceTask task) {
        this.task = task;
    }

    @Override
    public void configure() {
        from("job:" + JobTypes.APPLY_COMPUTE_CHECKSUM)
                .transform()
                .body(Job.class, job -> task.offer(job, CommandKind.VERIFY_DISK, Limit.COMPUTE_CHECKSUM));
    }
}
