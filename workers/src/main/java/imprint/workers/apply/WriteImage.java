package imprint.workers.apply;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Limit;
import imprint.workers.device.DeviceTask;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workers.engine.JobRoute;
import imprint.workflows.command.CommandKind;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Write image: the device makes its disk match the image. */
@Component(JobTypes.APPLY_WRITE_IMAGE)
@Profile("app")
class WriteImage extends JobRoute {

    private final DeviceTask task;

    WriteImage(DeviceTask task) {
        super(JobTypes.APPLY_WRITE_IMAGE);
        this.task = task;
    }

    @Override
    protected JobOutcome carryOut(Job job) {
        return task.offer(job, CommandKind.WRITE_DISK, Limit.WRITE_IMAGE);
    }
}
