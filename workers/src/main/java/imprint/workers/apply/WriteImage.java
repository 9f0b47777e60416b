package imprint.workers.apply;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Limit;
import imprint.workers.device.DeviceTask;
import imprint.workers.engine.Job;
import imprint.workflows.command.CommandKind;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Write image: the device makes its disk match the image. */
@Component(JobTypes.APPLY_WRITE_IMAGE)
@Profile("app")
class WriteImage extends RouteBuilder {

    private final DeviceTask task;

    WriteImage(DeviceTask task) {
        this.task = task;
    }

    @Override
    public void configure() {
        from("job:" + JobTypes.APPLY_WRITE_IMAGE)
                .transform()
                .body(Job.class, job -> task.offer(job, CommandKind.WRITE_DISK, Limit.WRITE_IMAGE));
    }
}
