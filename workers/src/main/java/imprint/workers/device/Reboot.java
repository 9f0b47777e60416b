package imprint.workers.device;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Limit;
import imprint.bpmn.Variables;
import imprint.imaging.protocol.Environment;
import imprint.workers.engine.Job;
import imprint.workflows.command.Reboots;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Reboot to the imaging environment, or to the device's own disk. */
@Component(JobTypes.DEVICE_REBOOT)
@Profile("app")
class Reboot extends RouteBuilder {

    private final Reboots reboots;
    private final DeviceTask task;

    Reboot(Reboots reboots, DeviceTask task) {
        this.reboots = reboots;
        this.task = task;
    }

    @Override
    public void configure() {
        from("job:" + JobTypes.DEVICE_REBOOT).transform().body(Job.class, this::reboot);
    }

    private Object reboot(Job job) {
        var into = Environment.valueOf(job.text(Variables.ENVIRONMENT));
        return task.answer(reboots.offer(DeviceTask.stepOf(job), into), Limit.REBOOT);
    }
}
