package imprint.workers.clone;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Limit;
import imprint.workers.device.DeviceTask;
import imprint.workers.engine.Job;
import imprint.workflows.command.CommandKind;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Transfer image, of a clone: the device sends its disk to the gateway of its site. */
@Component(JobTypes.CLONE_TRANSFER_IMAGE)
@Profile("app")
class TransferImage extends RouteBuilder {

    private final DeviceTask task;

    TransferImage(DeviceTask task) {
        this.task = task;
    }

    @Override
    public void configure() {
        from("job:" + JobTypes.CLONE_TRANSFER_IMAGE)
                .transform()
                .body(Job.class, job -> task.offer(job, CommandKind.CAPTURE_DISK, Limit.TRANSFER_IMAGE));
    }
}
