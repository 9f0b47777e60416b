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

/** Compute checksum, of an apply: the device reads its disk back and compares it with the image. */
@Component(JobTypes.APPLY_COMPUTE_CHECKSUM)
@Profile("app")
class ComputeChecksum extends JobRoute {

    private final DeviceTask task;

    ComputeChecksum(DeviceTask task) {
        super(JobTypes.APPLY_COMPUTE_CHECKSUM);
        this.task = task;
    }

    @Override
    protected JobOutcome carryOut(Job job) {
        return task.offer(job, CommandKind.VERIFY_DISK, Limit.COMPUTE_CHECKSUM);
    }
}
