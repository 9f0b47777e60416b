package imprint.workflows.command;

import imprint.bpmn.ErrorCode;
import imprint.imaging.protocol.Environment;
import imprint.workflows.device.DeviceContacted;
import imprint.workflows.operation.Operations;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends a capture during which the device has booted its own system: that has written to the disk, and what was taken
 * before would be of another disk than what is taken after.
 */
@Component
class CaptureWatch {

    private static final String SENTENCE =
            "The device booted its own system while its disk was being captured, which has changed it: clone it again.";

    private final DeviceCommandRepository commands;
    private final Operations operations;
    private final StepAnswers answers;

    CaptureWatch(DeviceCommandRepository commands, Operations operations, StepAnswers answers) {
        this.commands = commands;
        this.operations = operations;
        this.answers = answers;
    }

    @EventListener
    void on(DeviceContacted contact) {
        if (contact.booted() && contact.environment() == Environment.OWN_DISK) {
            commands.lockCapturesUnderWay(contact.deviceId()).stream()
                    .filter(capture -> operations.isUnderWay(capture.operationId()))
                    .forEach(this::refuse);
        }
    }

    private void refuse(DeviceStep capture) {
        capture.refused(ErrorCode.DISK_CHANGED, SENTENCE);
        answers.refused(capture);
    }
}
