package imprint.workers.device;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.JobTypes;
import imprint.bpmn.Limit;
import imprint.bpmn.Variables;
import imprint.imaging.protocol.Environment;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workers.engine.JobRoute;
import imprint.workflows.command.Reboots;
import imprint.workflows.failure.BusinessFailure;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Reboot to the imaging environment, or to the device's own disk. */
@Component(JobTypes.DEVICE_REBOOT)
@Profile("app")
class Reboot extends JobRoute {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

    private final Reboots reboots;
    private final DeviceTask task;

    Reboot(Reboots reboots, DeviceTask task) {
        // why twice as many as others: each clone and each apply comes here twice.
        super(JobTypes.DEVICE_REBOOT + "?atOnce=16");
        this.reboots = reboots;
        this.task = task;
    }

    @Override
    protected JobOutcome carryOut(Job job) {
        var into = Environment.valueOf(job.text(Variables.ENVIRONMENT));
        try {
            return task.answer(reboots.offer(DeviceTask.stepOf(job), into), Limit.REBOOT);
        } catch (BusinessFailure e) {
            if (e.code() == ErrorCode.DEVICE_BUSY) {
                // why: whoever has the device now will be done some time; it is no failure, and spends no retry.
                return new JobOutcome.Deferred(ASK_AGAIN);
            }
            throw e;
        }
    }
}
