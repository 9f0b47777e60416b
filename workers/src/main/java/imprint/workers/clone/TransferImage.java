package imprint.workers.clone;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Limit;
import imprint.workers.device.DeviceTask;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workers.engine.JobRoute;
import imprint.workflows.command.CommandKind;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Transfer image, of a clone: the device sends its disk to the gateway of its site. */
@Component(JobTypes.CLONE_TRANSFER_IMAGE)
@Profile("app")
class TransferImage extends JobRoute {

    private final DeviceTask task;

    TransferImage(DeviceTask task) {
        super(JobTypes.CLONE_TRANSFER_IMAGE);
        this.task = task;
    }

    @Override
    protected JobOutcome carryOut(Job job) {
        return task.offer(job, CommandKind.CAPTURE_DISK, Limit.TRANSFER_IMAGE);
    }
}
